/*
 * Counts the durable operations of a process and does to the Nth what the environment says:
 *
 *   TORTURE_HOME    the home, an absolute path without links; without it nothing is watched
 *   TORTURE_LOG     a file outside the home: a line for each operation; TORTURE_LOG.old takes overwritten bytes
 *   TORTURE_KIND    kill, tear, power, eio, enospc, eintr, short; without it operations are only counted
 *   TORTURE_AT      N, from 1
 *   TORTURE_STICKY  set: not the Nth only, but all from it on
 *   TORTURE_KEEP    a folder on the home's file system for links to what is unlinked or replaced, so that a loss of
 *                   power can be played afterwards: whatever was not synced is then taken back by the log
 *
 * An interrupted call (eintr) that is repeated at once goes through, sticky or not: no system interrupts for ever.
 * Only writes can be short: at another operation `short` waits for the next write.
 */
#define _GNU_SOURCE
#include "faults.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

/* _IOR('X', 125, __u32) of linux/fs.h, and EXT4_GOING_FLAGS_NOLOGFLUSH: the journal's last part is lost too. */
#define SHUT_DOWN _IOR('X', 125, unsigned int)
static unsigned int without_flushing = 2;

enum { ABOVE_ORDINARY_DESCRIPTORS = 700, LINE_MAXIMUM = 2 * PATH_MAX + 256, BLOCK = 65536 };

static pthread_mutex_t turn = PTHREAD_MUTEX_INITIALIZER;
static const char *home, *kind = "", *keep;
static int log_file = -1, old_file = -1, home_folder = -1;
static long long old_size;
static int count, at, spent;
static bool sticky;
static char interrupted[LINE_MAXIMUM];

static int opened_high(const char *path, int flags)
{
    int low = (int)syscall(SYS_openat, AT_FDCWD, path, flags | O_CLOEXEC, 0600);
    int high = low < 0 ? -1 : fcntl(low, F_DUPFD_CLOEXEC, ABOVE_ORDINARY_DESCRIPTORS);
    if (low >= 0) syscall(SYS_close, low);
    return high;
}

__attribute__((constructor)) static void start(void)
{
    const char *path = getenv("TORTURE_LOG"), *when = getenv("TORTURE_AT"), *what = getenv("TORTURE_KIND");
    char old[PATH_MAX];
    if (!getenv("TORTURE_HOME") || !path) return;
    snprintf(old, sizeof old, "%s.old", path);
    log_file = opened_high(path, O_WRONLY | O_CREAT | O_APPEND);
    old_file = opened_high(old, O_WRONLY | O_CREAT | O_TRUNC);
    home_folder = opened_high(getenv("TORTURE_HOME"), O_RDONLY | O_DIRECTORY);
    keep = getenv("TORTURE_KEEP");
    sticky = getenv("TORTURE_STICKY") != NULL;
    at = when ? atoi(when) : 0;
    if (what) kind = what;
    home = getenv("TORTURE_HOME");
}

bool watched(const char *absolute, char *relative)
{
    size_t length = home ? strlen(home) : 0;
    if (!home || strncmp(absolute, home, length) != 0) return false;
    if (absolute[length] != 0 && absolute[length] != '/') return false;
    const char *rest = absolute + length + (absolute[length] == '/');
    /* The index of the write-ahead log is made anew from it, and nobody reads who held the lock: no durable data. */
    if (strcmp(rest, "ledger.sqlite-shm") == 0 || strcmp(rest, "staging/lock") == 0) return false;
    snprintf(relative, PATH_MAX, "%s", rest);
    return true;
}

static void write_line(const struct operation *o, long result, int code)
{
    char line[LINE_MAXIMUM];
    int length = snprintf(line, sizeof line,
                          "%d\t%s\t%c\t%s\t%s\t%lu\t%lu\t%lld\t%lld\t%lld\t%lld\t%lld\t%ld\t%d\t%s\n", o->number,
                          o->call, o->kind, o->path, o->other, o->inode, o->replaced, o->offset, o->length, o->size,
                          o->kept_at, o->kept, result, code, o->fault);
    syscall(SYS_write, log_file, line, (size_t)length);
}

static _Noreturn void die(void)
{
    for (;;) syscall(SYS_kill, getpid(), SIGKILL);
}

static bool is(const char *name) { return strcmp(kind, name) == 0; }

/* The repetition of what was interrupted last. */
static bool is_repeated(const struct operation *o)
{
    char now[LINE_MAXIMUM];
    snprintf(now, sizeof now, "%s %s %s", o->call, o->path, o->other);
    bool same = strcmp(now, interrupted) == 0;
    snprintf(interrupted, sizeof interrupted, "%s", same ? "" : now);
    return same;
}

static int failure(void)
{
    return is("eio") ? EIO : is("enospc") ? ENOSPC : is("eintr") ? EINTR : 0;
}

static enum verdict judge(struct operation *o)
{
    bool due = at > 0 && o->number >= at && (sticky || (is("short") ? !spent : o->number == at));
    if (!due) return GO;
    if (is("short")) {
        if (!o->is_write) return GO;
        spent = 1;
        o->fault = kind;
        return HALF;
    }
    if (is("eintr") && is_repeated(o)) return GO;
    o->fault = kind;
    if (is("tear")) return TEAR;
    if (failure()) return FAIL;
    if (is("power")) ioctl(home_folder, SHUT_DOWN, &without_flushing);
    write_line(o, 0, 0);
    die();
}

enum verdict begin(struct operation *o)
{
    pthread_mutex_lock(&turn);
    o->number = ++count;
    o->fault = "-";
    o->kept_at = -1;
    enum verdict verdict = judge(o);
    errno = failure();
    return verdict;
}

long end(struct operation *o, enum verdict verdict, long result)
{
    int code = errno;
    write_line(o, result, result < 0 ? code : 0);
    if (verdict == TEAR) die();
    pthread_mutex_unlock(&turn);
    errno = code;
    return result;
}

void keep_link(int descriptor, const char *path, unsigned long inode)
{
    char source[64], hidden[PATH_MAX];
    if (!keep) return;
    snprintf(hidden, sizeof hidden, "%s/%lu", keep, inode);
    snprintf(source, sizeof source, "/proc/self/fd/%d", descriptor);
    if (path) {
        syscall(SYS_linkat, AT_FDCWD, path, AT_FDCWD, hidden, 0);
    } else {
        syscall(SYS_linkat, AT_FDCWD, source, AT_FDCWD, hidden, AT_SYMLINK_FOLLOW);
    }
}

/* A descriptor for reading the inode. Never closed: closing any of a file's descriptors gives up SQLite's locks on it. */
static int reader(unsigned long inode)
{
    static struct { unsigned long inode; int descriptor; } known[64];
    static int knowns;
    char path[PATH_MAX];
    for (int i = 0; i < knowns; i++)
        if (known[i].inode == inode) return known[i].descriptor;
    snprintf(path, sizeof path, "%s/%lu", keep, inode);
    int descriptor = (int)syscall(SYS_openat, AT_FDCWD, path, O_RDONLY | O_CLOEXEC, 0);
    if (knowns < 64) known[knowns].inode = inode, known[knowns++].descriptor = descriptor;
    return descriptor;
}

void keep_bytes(struct operation *o, long long offset, long long length)
{
    static char block[BLOCK];
    long long last = offset + length < o->size ? offset + length : o->size;
    if (!keep || offset >= last) return;
    o->kept_at = old_size;
    for (long long place = offset; place < last;) {
        size_t want = last - place < BLOCK ? (size_t)(last - place) : BLOCK;
        long got = syscall(SYS_pread64, reader(o->inode), block, want, place);
        if (got <= 0) break;
        syscall(SYS_write, old_file, block, (size_t)got);
        place += got, old_size += got, o->kept += got;
    }
}
