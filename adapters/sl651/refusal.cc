#include "adapters/sl651/refusal.h"

#include <array>

namespace fenghuo::adapters::sl651 {
namespace {

struct Row {
  Refusal refusal;
  std::string_view name;
  const char* zh;
  const char* en;
};

using enum Refusal;

// In the order of the enumerators.
constexpr std::array kRows{
    Row{garbage, "garbage", "不属于任何报文的字节", "bytes that belong to no frame"},
    Row{bad_header, "bad_header", "帧起始符之后不是报头", "no header follows the start mark"},
    Row{bad_length, "bad_length", "报文长度不合规", "the length is not one that a frame can have"},
    Row{bad_end_mark, "bad_end_mark", "报文结束符有误",
        "there is no end mark where the frame ends"},
    Row{bad_checksum, "bad_checksum", "校验码不符", "the checksum does not fit the frame"},
    Row{truncated, "truncated", "报文不完整", "the frame is incomplete"},
    Row{bad_packet, "bad_packet", "包总数或序列号有误", "the packet's total or number is wrong"},
    Row{message_too_large, "message_too_large", "多包报文过大",
        "the message of packets is too large"},
    Row{short_body, "short_body", "正文没有流水号和发报时间",
        "the body has no serial number and send time"},
    Row{bad_send_time, "bad_send_time", "发报时间不是日期", "the send time is not a date"},
    Row{bad_group, "bad_group", "无法识别的标识符，其后的正文未解析",
        "an identifier that the standard does not have; what follows it was not read"},
    Row{cut_group, "cut_group", "信息组不完整", "a group is cut off"},
    Row{bad_time_step, "bad_time_step", "时间步长码有误", "the time step is wrong"},
    Row{batch_skipped, "batch_skipped", "流速批量数据未解析", "batched velocities are not read"},
    Row{too_many_readings, "too_many_readings", "一份报文中的数据过多",
        "too many readings in one report"},
    Row{bad_observation_time, "bad_observation_time", "没有观测时间或观测时间不是日期",
        "the observation time is missing or not a date"},
    Row{bad_number, "bad_number", "数据不是数", "the value is not a number"},
    Row{number_too_large, "number_too_large", "数值过大", "the value is too large"}};

const Row& row_of(Refusal refusal) {
  return kRows[static_cast<std::size_t>(refusal)];
}

static_assert([] {
  for (std::size_t i = 0; i < kRows.size(); ++i)
    if (static_cast<std::size_t>(kRows[i].refusal) != i) return false;
  return true;
}());

}  // namespace

std::string_view name_of(Refusal refusal) {
  return row_of(refusal).name;
}

Text text_of(Refusal refusal) {
  return {row_of(refusal).zh, row_of(refusal).en};
}

}  // namespace fenghuo::adapters::sl651
