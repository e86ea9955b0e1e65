"""Builds the fuzzing program, apart from the ordinary build."""

import os
import subprocess
import sys


class NoFuzzer(Exception):
    """It can't be built here."""


def build(root, address):
    """The path of the program. A second --sanitize flag would switch the coverage off in silence: one, and the rest
    goes to the compiler itself."""
    scratch = os.path.join(root, ".build-fuzz" if address else ".build-fuzz-plain")
    sanitizers = "fuzzer,address" if address else "fuzzer"
    command = ["swift", "build", "-c", "release", "--scratch-path", scratch, "--product", "Fuzz",
               "--sanitize=fuzzer", "-Xswiftc", f"-sanitize={sanitizers}", "-Xswiftc", "-parse-as-library"]
    done = subprocess.run(command, cwd=root, env={**os.environ, "REFUNDRY_FUZZ": "1"}, capture_output=True, text=True)
    if done.returncode != 0:
        text = done.stdout + done.stderr
        if "clang_rt.fuzzer" in text or "unsupported option '-sanitize=fuzzer'" in text:
            raise NoFuzzer("this toolchain has no libFuzzer (libclang_rt.fuzzer): install one that has it")
        print(text, file=sys.stderr)
        raise NoFuzzer("the fuzzing program doesn't build")
    return os.path.join(scratch, "release", "Fuzz")
