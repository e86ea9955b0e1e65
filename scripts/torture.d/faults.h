/* What faults.c (the calls that are watched) and verdicts.c (what happens to each) say to one another. */
#ifndef FAULTS_H
#define FAULTS_H

#include <limits.h>
#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

/* One durable operation: something that changes what is on disk below the home, or makes a change durable. */
struct operation {
    const char *call;
    char path[PATH_MAX];  /* relative to the home; empty for the home itself */
    char other[PATH_MAX]; /* the new name of a rename or link, relative to the home */
    char kind;            /* f file, d folder, - unknown */
    unsigned long inode;
    unsigned long replaced; /* the inode that a rename replaces; 0: none */
    long long offset, length;
    long long size;       /* of the file before the operation */
    long long kept_at;    /* where in the file of old bytes those that are written over were put; -1: none */
    long long kept;
    bool is_write;
    int number;
    const char *fault;    /* what was done to it; "-": nothing */
};

enum verdict {
    GO,   /* do it */
    TEAR, /* a write: the first half, anything else: all of it; then the process ends */
    HALF, /* a write: the first half, and say so */
    FAIL, /* do nothing; errno is set */
};

/* Whether an absolute path is durable data of the home; its path below the home then stands in `relative`. */
bool watched(const char *absolute, char *relative);

/* Counts the operation and decides about it. Holds everybody else off until `end`. May not return. */
enum verdict begin(struct operation *operation);

/* Writes the operation into the log. Returns `result`; errno is as it was. May not return. */
long end(struct operation *operation, enum verdict verdict, long result);

/* Keeps what an undoing needs: a hidden link to the inode, and the bytes from `offset` on that are
 * overwritten or cut off. */
void keep_link(int descriptor, const char *path, unsigned long inode);
void keep_bytes(struct operation *operation, long long offset, long long length);

#endif
