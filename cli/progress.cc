#include "cli/progress.h"

#include <unistd.h>

#include <cstdio>

namespace fenghuo::cli {

Progress::Progress(std::uint64_t step) : step_(step), wanted_(::isatty(STDERR_FILENO) != 0) {}

Progress::~Progress() {
  if (told_) std::fputc('\n', stderr);
}

void Progress::tell() {
  if (!wanted_) return;
  std::fprintf(stderr, "\r%llu", static_cast<unsigned long long>(done_));
  told_ = true;
}

}  // namespace fenghuo::cli
