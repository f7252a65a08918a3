// Element groups in ASCII coding: SL 651-2014, clause 6.6.2: "identifier blank value blank".
#pragma once

#include "adapters/sl651/report.h"

namespace fenghuo::adapters::sl651 {

/// `groups` is what follows the send time. Adds to report.readings, refused, text and picture; a
/// group that can't be read is named, and reading goes on at the next blank.
void read_ascii_body(ByteView groups, Span utc_offset, Report& report);

}  // namespace fenghuo::adapters::sl651
