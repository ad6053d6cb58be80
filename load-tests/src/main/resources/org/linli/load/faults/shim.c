/*
 * Between a server and its disk and clock, by LD_PRELOAD: fsyncs that are slow or fail, a disk that is full, a clock that
 * jumps, and a note of how much of each file has been fsynced, so that a power loss can be had by cutting files there.
 *
 * $LINLI_SHIM names a directory with two things in it. "control" is mapped: 64-bit numbers that the harness sets while the
 * server runs. "synced-<inode>" holds the length, as a 64-bit number, up to which the file of that inode has been fsynced.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/types.h>
#include <time.h>
#include <unistd.h>

enum { FSYNC_DELAY_US, FSYNC_ERROR, WRITE_ERROR, CLOCK_OFFSET_MS, FAULTS_SEEN, CONTROLS };

static volatile int64_t *control;

/* The library's own, looked up when first called: other libraries begin before this one and read the clock. */
#define REAL(type, name, ...)                                     \
    static type (*found_##name)(__VA_ARGS__);                      \
    static type (*real_##name(void))(__VA_ARGS__) {                \
        if (!found_##name) found_##name = dlsym(RTLD_NEXT, #name); \
        return found_##name;                                       \
    }

REAL(ssize_t, write, int, const void *, size_t)
REAL(int, fsync, int)
REAL(int, fdatasync, int)
REAL(int, clock_gettime, clockid_t, struct timespec *)
REAL(int, gettimeofday, struct timeval *, void *)
REAL(int, ftruncate, int, off_t)

__attribute__((constructor)) static void begin(void) {
    const char *directory = getenv("LINLI_SHIM");
    if (!directory) return;
    char path[4096];
    snprintf(path, sizeof path, "%s/control", directory);
    int fd = open(path, O_RDWR);
    if (fd < 0) return;
    void *mapped = mmap(NULL, CONTROLS * sizeof(int64_t), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    close(fd);
    if (mapped != MAP_FAILED) control = mapped;
}

static int is_file(int fd, struct stat *found) { return fstat(fd, found) == 0 && S_ISREG(found->st_mode); }

static void note(const struct stat *file, int64_t length) {
    char path[4096];
    snprintf(path, sizeof path, "%s/synced-%llu", getenv("LINLI_SHIM"), (unsigned long long)file->st_ino);
    int fd = open(path, O_WRONLY | O_CREAT, 0600);
    if (fd < 0) return;
    if (pwrite(fd, &length, sizeof length, 0) != sizeof length) abort();
    close(fd);
}

/* What was written while the disk was at work counts as not yet there: the length is taken before. */
static int synced(int fd, int (*real)(int)) {
    struct stat before;
    if (!control || !is_file(fd, &before)) return real(fd);
    if (control[FSYNC_DELAY_US] > 0) {
        control[FAULTS_SEEN]++;
        usleep((useconds_t)control[FSYNC_DELAY_US]);
    }
    if (control[FSYNC_ERROR]) {
        control[FAULTS_SEEN]++;
        errno = (int)control[FSYNC_ERROR];
        return -1;
    }
    int result = real(fd);
    if (result == 0) note(&before, before.st_size);
    return result;
}

int fsync(int fd) { return synced(fd, real_fsync()); }

int fdatasync(int fd) { return synced(fd, real_fdatasync()); }

/* A disk that fills up takes a part of a write, and then nothing. */
ssize_t write(int fd, const void *bytes, size_t count) {
    struct stat file;
    if (!control || !control[WRITE_ERROR] || !is_file(fd, &file)) return real_write()(fd, bytes, count);
    control[FAULTS_SEEN]++;
    if (control[FAULTS_SEEN] % 2 && count > 1) return real_write()(fd, bytes, count / 2);
    errno = (int)control[WRITE_ERROR];
    return -1;
}

/* What is cut off is not there to be fsynced any more. */
int ftruncate(int fd, off_t length) {
    struct stat file;
    int result = real_ftruncate()(fd, length);
    if (result == 0 && control && is_file(fd, &file)) {
        char path[4096];
        int64_t noted = 0;
        snprintf(path, sizeof path, "%s/synced-%llu", getenv("LINLI_SHIM"), (unsigned long long)file.st_ino);
        int note_fd = open(path, O_RDONLY);
        if (note_fd >= 0) {
            ssize_t got = pread(note_fd, &noted, sizeof noted, 0);
            close(note_fd);
            if (got == sizeof noted && noted > length) note(&file, length);
        }
    }
    return result;
}

static int64_t offset_ms(void) { return control ? control[CLOCK_OFFSET_MS] : 0; }

int clock_gettime(clockid_t id, struct timespec *at) {
    int result = real_clock_gettime()(id, at);
    if (result == 0 && (id == CLOCK_REALTIME || id == CLOCK_REALTIME_COARSE)) {
        at->tv_sec += offset_ms() / 1000;
    }
    return result;
}

int gettimeofday(struct timeval *restrict at, void *restrict zone) {
    int result = real_gettimeofday()(at, zone);
    if (result == 0) at->tv_sec += offset_ms() / 1000;
    return result;
}

time_t time(time_t *at) {
    struct timespec now;
    if (clock_gettime(CLOCK_REALTIME, &now) != 0) return (time_t)-1;
    if (at) *at = now.tv_sec;
    return now.tv_sec;
}
