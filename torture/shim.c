/*
 * Stands between a program and the disk (LD_PRELOAD), for the files below one folder: counts the calls that change
 * something, lets the n-th one fail as a disk, a full disk or a power cut would, and writes down all that was written.
 *
 *   TORTURE_ROOT  the folder, absolute; nothing outside of it is touched
 *   TORTURE_LOG   a file that receives every change in its order (see put_record), or unset
 *   TORTURE_ANSWERS  set: what the program writes to its standard output goes into that log too, in its place among the changes
 *   TORTURE_ARM   the same as opening "/.torture/arm/..." before the program begins, or unset
 *
 * A program that knows of the shim opens these names, which are no files:
 *
 *   /.torture/arm/KINDS/N/HOW/ERRNO/STICKY   from now on the N-th call (1 is the next) of KINDS goes wrong. KINDS are
 *        letters: w(rite) s(ync) t(runcate) o(pen to write) n (rename, link) u(nlink). HOW: fail, short (half of it is
 *        written, the rest fails), before (the process is killed), after, torn (half is written, then killed).
 *        STICKY 1: all later calls of KINDS fail too.
 *   /.torture/disarm   gives a file to read: how many calls of KINDS there were
 *   /.torture/mark/TEXT   puts a mark into the log
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

#define MOST_FDS 65536
#define CONTROL "/.torture/"

enum how { FAIL, SHORT, BEFORE, AFTER, TORN };
enum verdict { PASS, FAILS, HALF, KILL_AFTER, KILL_HALF };

static pthread_mutex_t lock = PTHREAD_RECURSIVE_MUTEX_INITIALIZER_NP;
static const char *root;
static size_t root_length;
static int log_fd = -1;
static int logs_answers;
static char *paths[MOST_FDS];

static char kinds[16];
static long due, count;
static enum how how;
static int error_number, sticky, rest_fails;

#define REAL(name) ((__typeof__(&name))real(#name))
static void *real(const char *name) {
  void *found = dlsym(RTLD_NEXT, name);
  if (!found) abort();
  return found;
}

static void arm(const char *text) {
  char word[16] = "";
  if (sscanf(text, "%15[^/]/%ld/%15[^/]/%d/%d", kinds, &due, word, &error_number, &sticky) != 5) abort();
  how = !strcmp(word, "short") ? SHORT : !strcmp(word, "before") ? BEFORE : !strcmp(word, "after") ? AFTER
      : !strcmp(word, "torn") ? TORN : FAIL;
  count = 0;
  rest_fails = 0;
}

__attribute__((constructor)) static void begin(void) {
  root = getenv("TORTURE_ROOT");
  root_length = root ? strlen(root) : 0;
  const char *log = getenv("TORTURE_LOG");
  if (log) log_fd = REAL(open)(log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  logs_answers = getenv("TORTURE_ANSWERS") != NULL;
  const char *armed = getenv("TORTURE_ARM");
  if (armed) arm(armed);
}

static int is_watched(const char *path) {
  return root && !strncmp(path, root, root_length) && path[root_length] == '/';
}

/* One change: what, the length of the path, where in the file, how many bytes; then the path, then the bytes. */
static void put_record(char what, const char *path, uint64_t offset, const void *bytes, uint32_t length) {
  if (log_fd < 0) return;
  char head[15];
  uint16_t path_length = (uint16_t)strlen(path);
  head[0] = what;
  memcpy(head + 1, &path_length, 2);
  memcpy(head + 3, &offset, 8);
  memcpy(head + 11, &length, 4);
  struct iovec parts[3] = {{head, 15}, {(void *)path, path_length}, {(void *)bytes, bytes ? length : 0}};
  ssize_t expected = 15 + path_length + (bytes ? length : 0);
  if (REAL(writev)(log_fd, parts, 3) != expected) abort();
}

static void die(void) {
  kill(getpid(), SIGKILL);
  for (;;) pause();
}

/* What is to happen to this call. To be asked once for each, with the lock held. */
static enum verdict judge(char kind) {
  if (rest_fails && kind == 'w') {
    rest_fails = sticky;
    errno = error_number;
    return FAILS;
  }
  if (!strchr(kinds, kind)) return PASS;
  count++;
  if (due == 0 || count < due || (count > due && !sticky)) return PASS;
  errno = error_number;
  if (how == BEFORE) die();
  if (how == AFTER) return KILL_AFTER;
  if (how == TORN) return kind == 'w' ? KILL_HALF : KILL_AFTER;
  if (how == FAIL || kind != 'w') return FAILS;
  rest_fails = 1;
  return HALF;
}

static const char *path_of(int fd) { return fd >= 0 && fd < MOST_FDS ? paths[fd] : NULL; }

static int answer(const char *text) {
  int fd = memfd_create("torture", MFD_CLOEXEC);
  if (REAL(write)(fd, text, strlen(text)) < 0) abort();
  lseek(fd, 0, SEEK_SET);
  return fd;
}

static int control(const char *wish) {
  char text[32];
  if (!strncmp(wish, "arm/", 4)) arm(wish + 4);
  else if (!strncmp(wish, "mark/", 5)) put_record('M', wish + 5, 0, NULL, 0);
  else if (!strcmp(wish, "disarm")) {
    snprintf(text, sizeof text, "%ld", count);
    kinds[0] = 0;
    due = 0;
    rest_fails = 0;
    return answer(text);
  }
  errno = ENOENT;
  return -1;
}

static int open_watched(const char *path, int flags, mode_t mode) {
  if (!strncmp(path, CONTROL, strlen(CONTROL))) {
    pthread_mutex_lock(&lock);
    int result = control(path + strlen(CONTROL));
    pthread_mutex_unlock(&lock);
    return result;
  }
  if (!is_watched(path)) {
    int fd = REAL(open)(path, flags, mode);
    if (fd >= 0 && fd < MOST_FDS && paths[fd]) {
      free(paths[fd]);
      paths[fd] = NULL;
    }
    return fd;
  }
  pthread_mutex_lock(&lock);
  int writes = (flags & O_ACCMODE) != O_RDONLY;
  enum verdict verdict = writes ? judge('o') : PASS;
  int fd = -1;
  if (verdict != FAILS) {
    struct stat before;
    int is_new = (flags & O_CREAT) && stat(path, &before) != 0;
    fd = REAL(open)(path, flags, mode);
    if (fd >= 0 && fd < MOST_FDS) {
      free(paths[fd]);
      paths[fd] = strdup(path);
      if (is_new) put_record('C', path, 0, NULL, 0);
      else if (writes && (flags & O_TRUNC)) put_record('T', path, 0, NULL, 0);
    }
    if (verdict == KILL_AFTER) die();
  }
  pthread_mutex_unlock(&lock);
  return fd;
}

#define OPEN(name)                                       \
  int name(const char *path, int flags, ...) {           \
    va_list rest;                                        \
    va_start(rest, flags);                               \
    mode_t mode = va_arg(rest, mode_t);                  \
    va_end(rest);                                        \
    return open_watched(path, flags, mode);              \
  }
OPEN(open)
OPEN(open64)

int close(int fd) {
  pthread_mutex_lock(&lock);
  if (fd >= 0 && fd < MOST_FDS && paths[fd]) {
    free(paths[fd]);
    paths[fd] = NULL;
  }
  int result = REAL(close)(fd);
  pthread_mutex_unlock(&lock);
  return result;
}

static ssize_t put_bytes(int fd, const char *path, const void *bytes, size_t length, off_t at) {
  pthread_mutex_lock(&lock);
  enum verdict verdict = judge('w');
  ssize_t result = -1;
  if (verdict != FAILS) {
    size_t wanted = verdict == HALF || verdict == KILL_HALF ? length / 2 : length;
    off_t offset = at >= 0 ? at : lseek(fd, 0, SEEK_CUR);
    result = wanted == 0 ? 0 : at >= 0 ? REAL(pwrite)(fd, bytes, wanted, at) : REAL(write)(fd, bytes, wanted);
    if (result > 0) put_record('W', path, (uint64_t)offset, bytes, (uint32_t)result);
    if (verdict == HALF && wanted == 0) {
      errno = error_number;
      result = -1;
    }
  }
  if (verdict == KILL_AFTER || verdict == KILL_HALF) die();
  pthread_mutex_unlock(&lock);
  return result;
}

/* What somebody can read from now on. Put down before it is written, so that nothing that is done later comes before it. */
static void put_answer(int fd, const void *bytes, size_t length) {
  if (!logs_answers || fd != STDOUT_FILENO) return;
  pthread_mutex_lock(&lock);
  put_record('A', "", 0, bytes, (uint32_t)length);
  pthread_mutex_unlock(&lock);
}

static ssize_t put_parts(int fd, const char *path, const struct iovec *parts, int number, off_t at) {
  size_t length = 0;
  for (int i = 0; i < number; i++) length += parts[i].iov_len;
  char *bytes = malloc(length + 1);
  size_t end = 0;
  for (int i = 0; i < number; i++) {
    memcpy(bytes + end, parts[i].iov_base, parts[i].iov_len);
    end += parts[i].iov_len;
  }
  ssize_t result = put_bytes(fd, path, bytes, length, at);
  int saved = errno;
  free(bytes);
  errno = saved;
  return result;
}

ssize_t write(int fd, const void *bytes, size_t length) {
  const char *path = path_of(fd);
  if (path) return put_bytes(fd, path, bytes, length, -1);
  put_answer(fd, bytes, length);
  return REAL(write)(fd, bytes, length);
}
ssize_t pwrite(int fd, const void *bytes, size_t length, off_t at) {
  const char *path = path_of(fd);
  return path ? put_bytes(fd, path, bytes, length, at) : REAL(pwrite)(fd, bytes, length, at);
}
ssize_t pwrite64(int fd, const void *bytes, size_t length, off64_t at) {
  const char *path = path_of(fd);
  return path ? put_bytes(fd, path, bytes, length, at) : REAL(pwrite64)(fd, bytes, length, at);
}
ssize_t writev(int fd, const struct iovec *parts, int number) {
  const char *path = path_of(fd);
  if (path) return put_parts(fd, path, parts, number, -1);
  for (int i = 0; i < number; i++) put_answer(fd, parts[i].iov_base, parts[i].iov_len);
  return REAL(writev)(fd, parts, number);
}
ssize_t pwritev(int fd, const struct iovec *parts, int number, off_t at) {
  const char *path = path_of(fd);
  return path ? put_parts(fd, path, parts, number, at) : REAL(pwritev)(fd, parts, number, at);
}
ssize_t pwritev64(int fd, const struct iovec *parts, int number, off64_t at) {
  const char *path = path_of(fd);
  return path ? put_parts(fd, path, parts, number, at) : REAL(pwritev64)(fd, parts, number, at);
}

static int sync_watched(int fd, int (*go)(int)) {
  const char *path = path_of(fd);
  if (!path) return go(fd);
  pthread_mutex_lock(&lock);
  enum verdict verdict = judge('s');
  int result = verdict == FAILS ? -1 : go(fd);
  if (result == 0) put_record('S', path, 0, NULL, 0);
  if (verdict == KILL_AFTER) die();
  pthread_mutex_unlock(&lock);
  return result;
}
int fsync(int fd) { return sync_watched(fd, REAL(fsync)); }
int fdatasync(int fd) { return sync_watched(fd, REAL(fdatasync)); }

static int cut(int fd, off64_t length, int (*go)(int, off64_t)) {
  const char *path = path_of(fd);
  if (!path) return go(fd, length);
  pthread_mutex_lock(&lock);
  enum verdict verdict = judge('t');
  int result = verdict == FAILS ? -1 : go(fd, length);
  if (result == 0) put_record('T', path, (uint64_t)length, NULL, 0);
  if (verdict == KILL_AFTER) die();
  pthread_mutex_unlock(&lock);
  return result;
}
int ftruncate(int fd, off_t length) { return cut(fd, length, REAL(ftruncate64)); }
int ftruncate64(int fd, off64_t length) { return cut(fd, length, REAL(ftruncate64)); }

/* The second name of a rename or a link goes where the bytes would be. */
static int renamed(char what, const char *from, const char *to, int (*go)(const char *, const char *)) {
  if (!is_watched(from) && !is_watched(to)) return go(from, to);
  pthread_mutex_lock(&lock);
  enum verdict verdict = judge('n');
  int result = verdict == FAILS ? -1 : go(from, to);
  if (result == 0) put_record(what, from, 0, to, (uint32_t)strlen(to));
  if (verdict == KILL_AFTER) die();
  pthread_mutex_unlock(&lock);
  return result;
}
int rename(const char *from, const char *to) { return renamed('R', from, to, REAL(rename)); }
int link(const char *from, const char *to) { return renamed('L', from, to, REAL(link)); }

int unlink(const char *path) {
  if (!is_watched(path)) return REAL(unlink)(path);
  pthread_mutex_lock(&lock);
  enum verdict verdict = judge('u');
  int result = verdict == FAILS ? -1 : REAL(unlink)(path);
  if (result == 0) put_record('U', path, 0, NULL, 0);
  if (verdict == KILL_AFTER) die();
  pthread_mutex_unlock(&lock);
  return result;
}
