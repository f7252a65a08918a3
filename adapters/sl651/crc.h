// The checksum of a frame: CRC-16 with the polynomial x16+x15+x2+1 (reflected, A001H), initial
// value FFFFH, no final xor; SL 651-2014, tables 11 and 16. It is sent high byte first, other than
// Modbus does.
#pragma once

#include "adapters/sl651/bytes.h"

namespace fenghuo::adapters::sl651 {

/// Over all bytes of a frame before the checksum, start mark included.
std::uint16_t crc16(ByteView bytes);

}  // namespace fenghuo::adapters::sl651
