// Element groups in HEX/BCD coding: SL 651-2014, clause 6.6.3 and the notes below table C.1.
#pragma once

#include "adapters/sl651/report.h"

namespace fenghuo::adapters::sl651 {

/// `groups` is what follows the send time. Adds to report.readings, refused, text and picture; at a
/// group that can't be read, names it and stops, since nothing says where the next one begins.
void read_hex_body(ByteView groups, Span utc_offset, Report& report);

}  // namespace fenghuo::adapters::sl651
