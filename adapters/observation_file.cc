#include "adapters/observation_file.h"

#include <unistd.h>
#include <zlib.h>

#include <algorithm>
#include <array>
#include <boost/json/value.hpp>
#include <cstring>
#include <optional>
#include <span>
#include <string_view>

#include "adapters/cloudevents.h"
#include "adapters/csv.h"
#include "engine/decimal.h"
#include "engine/nearest.h"

namespace fenghuo::adapters {
namespace {

Error bad(const std::string& place, const Text& text) {
  return {Errc::bad_input, {place + "：" + text.zh, place + ": " + text.en}};
}

// Lines of a file that may be compressed; zlib reads a plain one as it is.
class Lines {
 public:
  explicit Lines(std::string path) : path_(std::move(path)) {
    file_ = path_ == "-" ? ::gzdopen(::dup(STDIN_FILENO), "rb") : ::gzopen(path_.c_str(), "rb");
    if (file_ != nullptr) ::gzbuffer(file_, 256 * 1024);
  }
  ~Lines() {
    if (file_ != nullptr) ::gzclose(file_);
  }
  Lines(const Lines&) = delete;
  Lines& operator=(const Lines&) = delete;

  bool is_open() const { return file_ != nullptr; }
  std::string place() const { return path_ + ":" + std::to_string(number_); }

  /// The next line that is not empty, without its end; false at the end.
  bool next(std::string& line) {
    do {
      if (!read(line)) return false;
      ++number_;
      if (line.ends_with('\r')) line.pop_back();
    } while (line.empty());
    return true;
  }
  /// Whether the end came because the compressed data are broken.
  bool broken() const {
    int error = Z_OK;
    ::gzerror(file_, &error);
    return error != Z_OK && error != Z_STREAM_END;
  }

 private:
  bool read(std::string& line) {
    line.clear();
    while (true) {
      const auto* begin = buffer_.data() + at_;
      const auto* end = buffer_.data() + size_;
      const void* found = std::memchr(begin, '\n', static_cast<std::size_t>(end - begin));
      const auto* newline = found == nullptr ? end : static_cast<const char*>(found);
      line.append(begin, newline);
      if (newline != end) {
        at_ += static_cast<std::size_t>(newline - begin) + 1;
        return true;
      }
      const int got = ::gzread(file_, buffer_.data(), static_cast<unsigned>(buffer_.size()));
      at_ = 0;
      size_ = got > 0 ? static_cast<std::size_t>(got) : 0;
      // What is left of a line where the data break off is no line.
      if (got <= 0) return !line.empty() && !broken();
    }
  }

  std::string path_;
  gzFile file_ = nullptr;
  std::array<char, 64 * 1024> buffer_;
  std::size_t at_ = 0;
  std::size_t size_ = 0;
  int number_ = 0;
};

// Places are made for errors alone: there is one line in a million that needs one.
Result<void> read_fields(const Lines& lines, const std::string& line, std::size_t count,
                         std::vector<CsvField>& fields) {
  CsvReader(line).next(fields);
  if (fields.size() == count) return {};
  return bad(lines.place(),
             {"应有 " + std::to_string(count) + " 列，实有 " + std::to_string(fields.size()),
              "there should be " + std::to_string(count) + " fields, there are " +
                  std::to_string(fields.size())});
}

Result<Instant> time_in(const CsvField& field, const Lines& lines) {
  const auto time = parse_rfc3339(field.text);
  if (time) return *time;
  return bad(lines.place(),
             {"“" + field.text + "”不是 RFC 3339 时间，例如 2026-07-15T08:35:00+08:00",
              "'" + field.text + "' is no RFC 3339 time, such as 2026-07-15T08:35:00+08:00"});
}

Result<void> add_value(ObservationBlock& block, const std::string& station,
                       const std::string& property, Instant at, const std::string& text,
                       Quality quality, const Lines& lines) {
  const auto value = parse_decimal(text);
  const auto stored =
      value ? rescale(*value, std::min<std::uint8_t>(value->decimals, 6)) : std::nullopt;
  if (!stored) return bad(lines.place(), {"“" + text + "”不是数字", "'" + text + "' is no number"});
  const std::size_t place = block.rows.size();
  if (place == block.sources.size()) block.sources.emplace_back();
  auto& source = block.sources[place];
  source.station = station;
  source.property = property;
  source.decimals = std::min<std::uint8_t>(value->decimals, 6);
  block.rows.push_back({static_cast<std::uint32_t>(place), quality, at, *stored});
  return {};
}

// The column that a table of an observation a line lacks, or has at another place; nothing where it
// is whole, or a table of a property a column.
std::optional<Text> missing_in(const std::vector<CsvField>& columns) {
  constexpr std::array<std::string_view, 2> kColumns = {"property", "value"};
  constexpr std::size_t kFirst = 2;  // after time and station
  const auto has = [&](std::string_view name) {
    return std::any_of(columns.begin() + kFirst, columns.end(),
                       [&](const CsvField& column) { return column.text == name; });
  };
  const bool near = nearest(columns[kFirst].text, std::span(kColumns).first(1)).has_value();
  if (!near && !has("property") && !(columns.size() > 3 && columns[3].text == "value"))
    return std::nullopt;
  for (std::size_t i = 0; i < kColumns.size(); ++i) {
    const std::string name(kColumns[i]);
    const std::string number = std::to_string(kFirst + i + 1);
    const std::string there = kFirst + i < columns.size() ? columns[kFirst + i].text : "";
    if (there == name) continue;
    const Text lacks = has(name) ? Text{"列“" + name + "”应在第 " + number + " 列",
                                        "the column '" + name + "' belongs in place " + number}
                                 : Text{"没有列“" + name + "”", "it has no column '" + name + "'"};
    const Text instead = there.empty() ? Text{}
                                       : Text{"，第 " + number + " 列写的是“" + there + "”",
                                              "; column " + number + " is '" + there + "'"};
    return Text{"表头不对：" + lacks.zh + instead.zh,
                "the header is wrong: " + lacks.en + instead.en};
  }
  return std::nullopt;
}

}  // namespace

class ObservationFile::Reader {
 public:
  explicit Reader(const std::string& path) : path_(path), lines_(path) {}

  /// Reads the header. JSON lines have none: their first line is data already.
  Result<void> begin() {
    if (!lines_.is_open())
      return Error{Errc::not_found, {"打不开“" + path_ + "”", "can't open '" + path_ + "'"}};
    std::string header;
    if (!lines_.next(header)) return {};
    if (header.starts_with("\xEF\xBB\xBF")) header.erase(0, 3);
    if (header.starts_with('{')) {
      layout_ = Layout::json_lines;
      first_ = std::move(header);
      return {};
    }
    std::vector<CsvField> columns;
    CsvReader(header).next(columns);
    const auto is = [&](std::size_t i, std::string_view name) {
      return i < columns.size() && columns[i].text == name;
    };
    if (!is(0, "time") || !is(1, "station") || columns.size() < 3)
      return bad(
          lines_.place(),
          {"表头应为 time,station,property,value[,quality] 或 time,station,要素,...，或每行一个 "
           "CloudEvent",
           "the header should be time,station,property,value[,quality] or "
           "time,station,PROPERTY,..., or each line a CloudEvent"});
    if (const auto missing = missing_in(columns))
      return bad(lines_.place(),
                 {missing->zh + "。应为 time,station,property,value[,quality]",
                  missing->en + "; it should be time,station,property,value[,quality]"});
    layout_ = is(2, "property") && is(3, "value") ? Layout::long_csv : Layout::wide_csv;
    columns_ = columns.size();
    for (const auto& column : columns) names_.push_back(column.text);
    return {};
  }

  Result<bool> next(RecordedEvent& event) {
    if (first_) {
      line_ = std::move(*first_);
      first_.reset();
    } else if (!lines_.next(line_)) {
      if (lines_.broken())
        return bad(lines_.place(), {"压缩数据不完整", "the compressed data are broken"});
      return false;
    }
    auto filled = layout_ == Layout::json_lines ? json_event(event) : csv_event(event);
    if (!filled) return filled.error();
    return true;
  }

 private:
  enum class Layout { long_csv, wide_csv, json_lines };

  Result<void> csv_event(RecordedEvent& event) {
    if (auto ok = read_fields(lines_, line_, columns_, fields_); !ok) return ok.error();
    const auto time = time_in(fields_[0], lines_);
    if (!time) return time.error();
    event.at = *time;
    if (!std::holds_alternative<ObservationBlock>(event.submission))
      event.submission = ObservationBlock();
    auto& block = std::get<ObservationBlock>(event.submission);
    block.rows.clear();
    auto filled = layout_ == Layout::long_csv ? add_long(fields_, *time, block)
                                              : add_wide(fields_, *time, block);
    block.sources.resize(block.rows.size());
    return filled;
  }

  Result<void> add_long(const std::vector<CsvField>& fields, Instant at, ObservationBlock& block) {
    Quality quality = Quality::not_evaluated;
    if (columns_ > 4 && !fields[4].text.empty()) {
      const auto known = fields[4].text.size() == 1
                             ? quality_from(static_cast<std::uint32_t>(fields[4].text[0] - '0'))
                             : std::nullopt;
      if (!known)
        return bad(lines_.place(), {"质量标志为 1、2、3、4 或 9", "a quality is 1, 2, 3, 4 or 9"});
      quality = *known;
    }
    return add_value(block, fields[1].text, fields[2].text, at, fields[3].text, quality, lines_);
  }

  Result<void> add_wide(const std::vector<CsvField>& fields, Instant at, ObservationBlock& block) {
    for (std::size_t i = 2; i < fields.size(); ++i) {
      if (fields[i].text.empty()) continue;
      auto ok = add_value(block, fields[1].text, names_[i], at, fields[i].text,
                          Quality::not_evaluated, lines_);
      if (!ok) return ok;
    }
    return {};
  }

  Result<void> json_event(RecordedEvent& into) {
    const auto document = parse_json(line_);
    if (!document) return bad(lines_.place(), document.error().text);
    auto event = cloud_event_from(*document, newest_);
    if (!event) return bad(lines_.place(), event.error().text);
    Instant at = newest_;
    if (const auto* block = std::get_if<ObservationBlock>(&event->submission)) {
      at = block->rows.front().observed_at;
      for (const auto& row : block->rows) at = std::max(at, row.observed_at);
    } else {
      at = instant_ms(std::get<wire::Event>(event->submission).report().observed_at_ms());
    }
    newest_ = std::max(newest_, at);
    into = {at, std::move(event->submission)};
    return {};
  }

  std::string path_;
  Lines lines_;
  Layout layout_ = Layout::long_csv;
  std::size_t columns_ = 0;
  std::vector<std::string> names_;
  std::string line_;
  std::vector<CsvField> fields_;  // of the line
  std::optional<std::string> first_;
  Instant newest_{};
};

ObservationFile::ObservationFile(std::unique_ptr<Reader> reader) : reader_(std::move(reader)) {}
ObservationFile::~ObservationFile() = default;

Result<std::unique_ptr<ObservationFile>> ObservationFile::open(const std::string& path) {
  auto reader = std::make_unique<Reader>(path);
  if (auto ok = reader->begin(); !ok) return ok.error();
  return std::unique_ptr<ObservationFile>(new ObservationFile(std::move(reader)));
}

Result<bool> ObservationFile::next(RecordedEvent& event) {
  return reader_->next(event);
}

}  // namespace fenghuo::adapters
