#include "engine/record.h"

#include <utility>

namespace fenghuo {
namespace {

constexpr std::size_t kHeaderBytes = 18;
constexpr std::size_t kHeadBytes = kHeaderBytes + 2 * sizeof(Digest);

void put_be64(std::string& out, std::uint64_t value) {
  for (int shift = 56; shift >= 0; shift -= 8) out.push_back(static_cast<char>(value >> shift));
}

std::uint64_t get_be64(std::string_view bytes) {
  std::uint64_t value = 0;
  for (int i = 0; i < 8; ++i)
    value = value << 8 | static_cast<unsigned char>(bytes[static_cast<std::size_t>(i)]);
  return value;
}

std::string encode_header(const RecordHeader& header) {
  std::string out;
  out.push_back(static_cast<char>(kRecordVersion));
  out.push_back(static_cast<char>(header.retention));
  put_be64(out, header.offset.value);
  put_be64(out, static_cast<std::uint64_t>(ms_of(header.recorded_at)));
  return out;
}

Digest digest_at(std::string_view bytes, std::size_t at) {
  Digest digest{};
  for (std::size_t i = 0; i < digest.size(); ++i)
    digest[i] = static_cast<std::uint8_t>(bytes[at + i]);
  return digest;
}

Error damaged(Offset offset, const char* zh, const char* en) {
  const std::string n = std::to_string(offset.value);
  return {Errc::damaged_log,
          {"日志第 " + n + " 条记录损坏：" + zh, "record " + n + " of the log is damaged: " + en}};
}

}  // namespace

Record seal(RecordHeader header, std::string payload, const Digest& previous_chain) {
  Record record;
  record.header = header;
  record.payload_digest = sha256(payload);
  record.chain = chain_digest(previous_chain, encode_header(header), record.payload_digest);
  record.payload = std::move(payload);
  return record;
}

Result<void> check_seal(const Record& record, const Digest& previous_chain) {
  if (record.payload_kept && sha256(record.payload) != record.payload_digest)
    return damaged(record.header.offset, "内容与其摘要不符",
                   "its content doesn't match its digest");
  if (record.chain !=
      chain_digest(previous_chain, encode_header(record.header), record.payload_digest))
    return damaged(record.header.offset, "与前一条记录的摘要链不接",
                   "the hash chain doesn't continue from the record before");
  return {};
}

std::string encode_record_head(const Record& record) {
  std::string out = encode_header(record.header);
  out.append(bytes_of(record.payload_digest)).append(bytes_of(record.chain));
  return out;
}

Result<Record> decode_record_head(std::string_view bytes) {
  if (bytes.empty()) return Error{Errc::damaged_log, {"记录为空", "the record is empty"}};
  const auto version = static_cast<std::uint8_t>(bytes[0]);
  if (version > kRecordVersion)
    return Error{Errc::newer_log,
                 {"记录格式版本 " + std::to_string(version) + " 比本程序新，请升级程序",
                  "record format version " + std::to_string(version) +
                      " is newer than this program; upgrade it"}};
  if (bytes.size() < kHeadBytes || version == 0)
    return Error{Errc::damaged_log, {"记录头不完整", "the record's head is cut short"}};
  Record record;
  const auto retention = static_cast<std::uint8_t>(bytes[1]);
  if (retention > static_cast<std::uint8_t>(Retention::raw_observations))
    return Error{Errc::damaged_log, {"记录头不可识别", "the record's head makes no sense"}};
  record.header.retention = static_cast<Retention>(retention);
  record.header.offset = {get_be64(bytes.substr(2))};
  record.header.recorded_at = instant_ms(static_cast<std::int64_t>(get_be64(bytes.substr(10))));
  record.payload_digest = digest_at(bytes, kHeaderBytes);
  record.chain = digest_at(bytes, kHeaderBytes + sizeof(Digest));
  return record;
}

}  // namespace fenghuo
