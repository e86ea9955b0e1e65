/*
 * A library for LD_PRELOAD: stands before the calls by which a process changes what is on disk below the home, or makes
 * it durable, and asks verdicts.c what happens to each. Build: see build.py.
 *
 * The program makes all of these through libc, SQLite included; what libc does within itself (stdio) isn't seen, and
 * nothing below the home is written so.
 */
#define _GNU_SOURCE
#include "faults.h"

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

/* The call that would have been made without us. */
#define NEXT(name, ...) ((__typeof__(&name))next(#name))(__VA_ARGS__)

static void *next(const char *name)
{
    void *symbol = dlsym(RTLD_NEXT, name);
    if (!symbol) {
        static const char words[] = "faults: libc lacks a call\n";
        syscall(SYS_write, 2, words, sizeof words - 1);
        _exit(99);
    }
    return symbol;
}

/* ---- Which file -------------------------------------------------------------------------------------------- */

static bool absolute(int folder, const char *path, char *full)
{
    char base[PATH_MAX], link[64];
    if (path[0] == '/') return snprintf(full, PATH_MAX, "%s", path) < PATH_MAX;
    if (folder == AT_FDCWD) {
        if (!getcwd(base, sizeof base)) return false;
    } else {
        snprintf(link, sizeof link, "/proc/self/fd/%d", folder);
        ssize_t length = readlink(link, base, sizeof base - 1);
        if (length < 0) return false;
        base[length] = 0;
    }
    return snprintf(full, PATH_MAX, "%s/%s", base, path) < PATH_MAX;
}

static void describe(struct operation *o, const struct stat *status)
{
    o->inode = status->st_ino;
    o->size = status->st_size;
    o->kind = S_ISREG(status->st_mode) ? 'f' : S_ISDIR(status->st_mode) ? 'd' : '-';
}

static bool named(struct operation *o, const char *call, int folder, const char *path)
{
    char full[PATH_MAX];
    struct stat status;
    memset(o, 0, sizeof *o);
    o->call = call;
    o->kind = '-';
    if (!path || !absolute(folder, path, full) || !watched(full, o->path)) return false;
    if (lstat(full, &status) == 0) describe(o, &status);
    return true;
}

static bool opened(struct operation *o, const char *call, int descriptor)
{
    char link[64], full[PATH_MAX];
    struct stat status;
    int code = errno;
    memset(o, 0, sizeof *o);
    o->call = call;
    o->kind = '-';
    snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
    ssize_t length = readlink(link, full, sizeof full - 1);
    if (length < 0) length = 0;
    full[length] = 0;
    bool ours = watched(full, o->path);
    if (ours && fstat(descriptor, &status) == 0) describe(o, &status);
    errno = code;
    return ours;
}

/* ---- Opening ----------------------------------------------------------------------------------------------- */

static int open_watched(const char *call, int folder, const char *path, int flags, mode_t mode)
{
    struct operation o;
    struct stat status;
    bool creates = (flags & O_CREAT) || (flags & O_TRUNC);
    if (creates && (flags & O_TMPFILE) != O_TMPFILE && named(&o, call, folder, path)) {
        /* One that is there and keeps its bytes is only opened. */
        if (o.inode && !((flags & O_TRUNC) && o.size > 0)) return (int)syscall(SYS_openat, folder, path, flags, mode);
        if (!o.inode && !(flags & O_CREAT)) return (int)syscall(SYS_openat, folder, path, flags, mode);
        o.call = o.inode ? "empty" : "create";
        enum verdict verdict = begin(&o);
        if (o.inode) {
            char full[PATH_MAX];
            if (absolute(folder, path, full)) keep_link(-1, full, o.inode);
            keep_bytes(&o, 0, o.size);
        }
        long made = verdict == FAIL ? -1 : syscall(SYS_openat, folder, path, flags, mode);
        if (made >= 0 && fstat((int)made, &status) == 0) o.inode = status.st_ino, o.kind = 'f';
        return (int)end(&o, verdict, made);
    }
    return (int)syscall(SYS_openat, folder, path, flags, mode);
}

#define MODE(flags) ({ mode_t mode = 0; if ((flags) & (O_CREAT | __O_TMPFILE)) { va_list rest; va_start(rest, flags); \
    mode = va_arg(rest, mode_t); va_end(rest); } mode; })

int open(const char *path, int flags, ...) { return open_watched("open", AT_FDCWD, path, flags, MODE(flags)); }
int open64(const char *path, int flags, ...) { return open_watched("open", AT_FDCWD, path, flags, MODE(flags)); }
int openat64(int at, const char *path, int flags, ...) { return open_watched("open", at, path, flags, MODE(flags)); }
int openat(int at, const char *path, int flags, ...)
{
    mode_t mode = MODE(flags);
    if (flags & (O_CREAT | O_TRUNC)) return open_watched("open", at, path, flags, mode);
    return (int)syscall(SYS_openat, at, path, flags, mode);
}
int creat(const char *path, mode_t mode) { return open(path, O_WRONLY | O_CREAT | O_TRUNC, mode); }
int creat64(const char *path, mode_t mode) { return open(path, O_WRONLY | O_CREAT | O_TRUNC, mode); }

/* ---- Bytes ------------------------------------------------------------------------------------------------- */

/* `offset` -1: where the descriptor stands. */
static ssize_t write_watched(const char *call, int descriptor, const void *bytes, size_t length, off64_t offset)
{
    struct operation o;
    bool ours = opened(&o, call, descriptor);
    size_t size = length;
    enum verdict verdict = GO;
    if (ours) {
        o.is_write = true;
        o.length = (long long)length;
        o.offset = offset >= 0 ? offset : lseek64(descriptor, 0, SEEK_CUR);
        if (fcntl(descriptor, F_GETFL) & O_APPEND) o.offset = o.size;
        verdict = begin(&o);
        int code = errno;
        keep_link(descriptor, NULL, o.inode);
        keep_bytes(&o, o.offset, o.length);
        errno = code;
        if ((verdict == TEAR || verdict == HALF) && length > 1) size = length / 2;
    }
    ssize_t done = -1;
    if (verdict != FAIL && offset >= 0) done = syscall(SYS_pwrite64, descriptor, bytes, size, offset);
    if (verdict != FAIL && offset < 0) done = syscall(SYS_write, descriptor, bytes, size);
    return ours ? end(&o, verdict, done) : done;
}

ssize_t write(int descriptor, const void *bytes, size_t length)
{
    return write_watched("write", descriptor, bytes, length, -1);
}

ssize_t pwrite(int descriptor, const void *bytes, size_t length, off_t offset)
{
    return write_watched("pwrite", descriptor, bytes, length, offset);
}

ssize_t pwrite64(int descriptor, const void *bytes, size_t length, off64_t offset)
{
    return write_watched("pwrite", descriptor, bytes, length, offset);
}

/* The pieces in one: a short write of several pieces may stop anywhere. */
static ssize_t write_pieces(int descriptor, const struct iovec *pieces, int count, off64_t offset)
{
    size_t length = 0;
    for (int i = 0; i < count; i++) length += pieces[i].iov_len;
    char *whole = malloc(length + 1), *place = whole;
    if (!whole) return errno = ENOMEM, -1;
    for (int i = 0; i < count; i++) place = mempcpy(place, pieces[i].iov_base, pieces[i].iov_len);
    ssize_t done = write_watched("writev", descriptor, whole, length, offset);
    int code = errno;
    free(whole);
    errno = code;
    return done;
}

ssize_t writev(int descriptor, const struct iovec *pieces, int count)
{
    return write_pieces(descriptor, pieces, count, -1);
}

ssize_t pwritev(int descriptor, const struct iovec *pieces, int count, off_t offset)
{
    return write_pieces(descriptor, pieces, count, offset);
}

ssize_t pwritev64(int descriptor, const struct iovec *pieces, int count, off64_t offset)
{
    return write_pieces(descriptor, pieces, count, offset);
}

/* Copies made by the kernel: a program that uses them must be able to do without them. */
ssize_t copy_file_range(int from, off64_t *from_at, int to, off64_t *to_at, size_t length, unsigned flags)
{
    struct operation o;
    if (opened(&o, "copy_file_range", to)) return errno = ENOSYS, -1;
    return NEXT(copy_file_range, from, from_at, to, to_at, length, flags);
}

ssize_t sendfile(int to, int from, off_t *offset, size_t length);
ssize_t sendfile(int to, int from, off_t *offset, size_t length)
{
    struct operation o;
    if (opened(&o, "sendfile", to)) return errno = EINVAL, -1;
    return NEXT(sendfile, to, from, offset, length);
}

static int resize(const char *call, int descriptor, off64_t size)
{
    struct operation o;
    if (!opened(&o, call, descriptor)) return (int)syscall(SYS_ftruncate, descriptor, size);
    o.offset = size;
    enum verdict verdict = begin(&o);
    int code = errno;
    keep_link(descriptor, NULL, o.inode);
    keep_bytes(&o, size, o.size - size);
    errno = code;
    return (int)end(&o, verdict, verdict == FAIL ? -1 : syscall(SYS_ftruncate, descriptor, size));
}

int ftruncate(int descriptor, off_t size) { return resize("ftruncate", descriptor, size); }
int ftruncate64(int descriptor, off64_t size) { return resize("ftruncate", descriptor, size); }

int truncate(const char *path, off_t size)
{
    int descriptor = (int)syscall(SYS_openat, AT_FDCWD, path, O_WRONLY | O_CLOEXEC, 0);
    if (descriptor < 0) return -1;
    int done = resize("truncate", descriptor, size), code = errno;
    syscall(SYS_close, descriptor);
    return errno = code, done;
}

int truncate64(const char *path, off64_t size) { return truncate(path, size); }

static int allocate(int descriptor, int mode, off64_t offset, off64_t length)
{
    struct operation o;
    if (!opened(&o, "fallocate", descriptor)) return (int)syscall(SYS_fallocate, descriptor, mode, offset, length);
    o.offset = offset, o.length = length;
    enum verdict verdict = begin(&o);
    keep_link(descriptor, NULL, o.inode);
    errno = verdict == FAIL ? errno : 0;
    return (int)end(&o, verdict, verdict == FAIL ? -1 : syscall(SYS_fallocate, descriptor, mode, offset, length));
}

int fallocate(int fd, int mode, off_t offset, off_t length) { return allocate(fd, mode, offset, length); }
int fallocate64(int fd, int mode, off64_t offset, off64_t length) { return allocate(fd, mode, offset, length); }
int posix_fallocate(int fd, off_t offset, off_t length) { return allocate(fd, 0, offset, length) ? errno : 0; }
int posix_fallocate64(int fd, off64_t offset, off64_t length) { return allocate(fd, 0, offset, length) ? errno : 0; }

/* ---- Making it durable ------------------------------------------------------------------------------------- */

#define SYNC(name, number) \
    int name(int descriptor) \
    { \
        struct operation o; \
        if (!opened(&o, #name, descriptor)) return (int)syscall(number, descriptor); \
        enum verdict verdict = begin(&o); \
        return (int)end(&o, verdict, verdict == FAIL ? -1 : syscall(number, descriptor)); \
    }
SYNC(fsync, SYS_fsync)
SYNC(fdatasync, SYS_fdatasync)
SYNC(syncfs, SYS_syncfs)

/* ---- Names ------------------------------------------------------------------------------------------------- */

/* An operation on one name that must be `there` or not; else it changes nothing, and only `call` is done. */
#define ON_NAME(folder, name, word, there, call) \
    do { \
        struct operation o; \
        if (!named(&o, word, folder, name) || (o.inode != 0) != (there)) return (int)(call); \
        enum verdict verdict = begin(&o); \
        int code = errno; \
        char full[PATH_MAX]; \
        if (o.kind == 'f' && absolute(folder, name, full)) keep_link(-1, full, o.inode); \
        errno = code; \
        return (int)end(&o, verdict, verdict == FAIL ? -1 : (call)); \
    } while (0)

int unlink(const char *path) { ON_NAME(AT_FDCWD, path, "unlink", true, syscall(SYS_unlinkat, AT_FDCWD, path, 0)); }
int unlinkat(int at, const char *path, int flags)
{
    ON_NAME(at, path, flags & AT_REMOVEDIR ? "rmdir" : "unlink", true, syscall(SYS_unlinkat, at, path, flags));
}
int rmdir(const char *path)
{
    ON_NAME(AT_FDCWD, path, "rmdir", true, syscall(SYS_unlinkat, AT_FDCWD, path, AT_REMOVEDIR));
}
int remove(const char *path) { return unlink(path) == 0 ? 0 : errno == EISDIR ? rmdir(path) : -1; }
int mkdir(const char *path, mode_t mode)
{
    ON_NAME(AT_FDCWD, path, "mkdir", false, syscall(SYS_mkdirat, AT_FDCWD, path, mode));
}
int mkdirat(int at, const char *path, mode_t mode)
{
    ON_NAME(at, path, "mkdir", false, syscall(SYS_mkdirat, at, path, mode));
}
int symlink(const char *target, const char *path)
{
    ON_NAME(AT_FDCWD, path, "symlink", false, syscall(SYS_symlinkat, target, AT_FDCWD, path));
}
int chmod(const char *path, mode_t mode)
{
    ON_NAME(AT_FDCWD, path, "chmod", true, syscall(SYS_fchmodat, AT_FDCWD, path, mode));
}
int fchmod(int descriptor, mode_t mode)
{
    struct operation o;
    if (!opened(&o, "chmod", descriptor)) return (int)syscall(SYS_fchmod, descriptor, mode);
    enum verdict verdict = begin(&o);
    return (int)end(&o, verdict, verdict == FAIL ? -1 : syscall(SYS_fchmod, descriptor, mode));
}

/* From one name to another; `number` is the system call. */
static int move(const char *word, long number, int from_at, const char *from, int to_at, const char *to, unsigned flags)
{
    struct operation o, target;
    char full[PATH_MAX];
    bool to_home = named(&target, word, to_at, to);
    if (!named(&o, word, from_at, from) && !to_home) {
        return (int)syscall(number, from_at, from, to_at, to, flags);
    }
    memcpy(o.other, target.path, sizeof o.other);
    enum verdict verdict = begin(&o);
    int code = errno;
    if (target.inode && absolute(to_at, to, full)) keep_link(-1, full, o.replaced = target.inode);
    errno = code;
    return (int)end(&o, verdict, verdict == FAIL ? -1 : syscall(number, from_at, from, to_at, to, flags));
}

int rename(const char *from, const char *to)
{
    return move("rename", SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, 0);
}
int renameat(int from_at, const char *from, int to_at, const char *to)
{
    return move("rename", SYS_renameat2, from_at, from, to_at, to, 0);
}
int renameat2(int from_at, const char *from, int to_at, const char *to, unsigned flags)
{
    return move("rename", SYS_renameat2, from_at, from, to_at, to, flags);
}
int link(const char *from, const char *to) { return move("link", SYS_linkat, AT_FDCWD, from, AT_FDCWD, to, 0); }
int linkat(int from_at, const char *from, int to_at, const char *to, int flags)
{
    return move("link", SYS_linkat, from_at, from, to_at, to, (unsigned)flags);
}
