#include "adapters/sl651/frame.h"

#include "adapters/sl651/crc.h"
#include "engine/check.h"

namespace fenghuo::adapters::sl651 {

Bytes encode(const Frame& frame) {
  const std::size_t length =
      frame.body.size() + (frame.packet ? 3 * width_of(frame.coding) : std::size_t{0});
  CHECK(frame.station.size() == 10);
  CHECK(!frame.body.empty() && length <= kBodyBytesMax);

  const bool up = frame.direction == Direction::up;
  const std::string centre = hex_number(frame.centre, 2);
  const std::string header = (up ? centre + frame.station : frame.station + centre) +
                             hex_number(frame.password, 4) + hex_number(frame.function, 2) +
                             (up ? "0" : "8") + hex_number(static_cast<unsigned>(length), 3);
  Bytes line;
  if (frame.coding == Coding::hex) {
    line.assign(2, kStartHex);
  } else {
    line.assign(1, kStartAscii);
  }
  append_octets(line, header, frame.coding);
  line.push_back(frame.packet ? kPacketBody : kBody);
  if (frame.packet)
    append_octets(line, hex_number(frame.packet->total, 3) + hex_number(frame.packet->number, 3),
                  frame.coding);
  line.insert(line.end(), frame.body.begin(), frame.body.end());
  line.push_back(static_cast<std::uint8_t>(frame.end));
  append_octets(line, hex_number(crc16(line), 4), frame.coding);
  return line;
}

}  // namespace fenghuo::adapters::sl651
