#include "cli/read_ahead.h"

#include <algorithm>
#include <utility>

namespace fenghuo::cli {
namespace {

constexpr std::size_t kBatches = 8;

bool is_joined(const ObservationBlock& block) {
  return block.frame_key == 0 && !block.sent_at;
}

}  // namespace

ReadAhead::ReadAhead(adapters::ObservationFile& file) : handover_(kBatches) {
  thread_ = std::thread([this, &file] { read(file); });
}

ReadAhead::~ReadAhead() {
  handover_.abandon();
  thread_.join();
}

void ReadAhead::read(adapters::ObservationFile& file) {
  bool more = true;
  while (more) {
    auto lines = handover_.to_fill();
    if (!lines) return;
    more = fill(*lines, file);
    handover_.give(std::move(*lines));
  }
  handover_.close();
}

// Whether more may come.
bool ReadAhead::fill(ReadLines& lines, adapters::ObservationFile& file) {
  lines.block.rows.clear();
  lines.lines.clear();
  lines.rows = 0;
  while (true) {
    if (!std::exchange(line_waits_, false)) {
      const auto more = file.next(line_);
      if (!more) lines.error = more.error();
      if (!more || !*more) break;
    }
    if (ends_before(lines)) {
      line_waits_ = true;
      break;
    }
    add_line(lines);
  }
  lines.block.sources.resize(lines.block.rows.size());
  return line_waits_;
}

bool ReadAhead::ends_before(const ReadLines& lines) const {
  const std::size_t many = std::max(lines.rows, lines.lines.size());
  return many >= kRowsTogetherMax || (many >= kRowsTogether && line_.at != lines.lines.back().at);
}

// Sources are filled in where those of lines before stood, which saves their memory.
void ReadAhead::add_line(ReadLines& lines) {
  const auto* block = std::get_if<ObservationBlock>(&line_.submission);
  ReadLines::Line& line = lines.lines.emplace_back();
  line.at = line_.at;
  lines.rows += block != nullptr ? block->rows.size() : 0;
  if (block != nullptr && is_joined(*block)) {
    for (ObservationBlock::Row row : block->rows) {
      const std::size_t place = lines.block.rows.size();
      if (place == lines.block.sources.size()) lines.block.sources.emplace_back();
      lines.block.sources[place] = block->sources[row.source];
      row.source = static_cast<std::uint32_t>(place);
      lines.block.rows.push_back(row);
    }
  } else {
    line.alone = std::move(line_.submission);
  }
  line.rows_end = static_cast<std::uint32_t>(lines.block.rows.size());
}

Result<ReadLines*> ReadAhead::next() {
  if (lines_ && lines_->error) return *lines_->error;
  if (lines_) handover_.give_back(std::move(*lines_));
  lines_ = handover_.take();
  return lines_ ? &*lines_ : nullptr;
}

}  // namespace fenghuo::cli
