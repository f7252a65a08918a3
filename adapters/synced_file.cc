#include "adapters/synced_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>

namespace fenghuo::adapters {

bool write_synced(const std::string& path, std::string_view bytes) {
  const int fd = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  if (fd < 0) return false;
  bool good = true;
  while (good && !bytes.empty()) {
    const ssize_t written = ::write(fd, bytes.data(), bytes.size());
    good = written > 0;
    if (good) bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  good = good && ::fsync(fd) == 0;
  int why = errno;
  if (::close(fd) != 0) {
    if (good) why = errno;
    good = false;
  }
  if (good) return true;
  ::unlink(path.c_str());
  errno = why;
  return false;
}

bool sync_folder(const std::string& folder) {
  const int fd = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd < 0) return false;
  const bool synced = ::fsync(fd) == 0;
  const int why = errno;
  ::close(fd);
  errno = why;
  return synced;
}

}  // namespace fenghuo::adapters
