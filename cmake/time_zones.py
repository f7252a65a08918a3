"""Writes the time zone table of rules/language: every zone that tzdata has, as it is on the machine
that builds, in one file of bytes and a source file that names what stands where in it.

    time_zones.py OUT.cc OUT.bin [ZONEINFO]
"""

import sys
from pathlib import Path


def zones(folder):
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if not path.is_file() or name.startswith(("posix/", "right/")):
            continue
        data = path.read_bytes()
        if data.startswith(b"TZif") and name not in ("localtime", "posixrules"):
            yield name, data


def main():
    source, table = Path(sys.argv[1]), Path(sys.argv[2])
    folder = Path(sys.argv[3] if len(sys.argv) > 3 else "/usr/share/zoneinfo")
    content = bytearray()
    places = {}
    rows = []
    for name, data in zones(folder):
        if data not in places:
            places[data] = len(content)
            content += data
        rows.append(f'    {{"{name}", {places[data]}, {len(data)}}},')
    if len(rows) < 300:
        sys.exit(f"{folder} holds {len(rows)} time zones: is tzdata installed?")
    table.write_bytes(content)
    source.write_text(f"""// Written by cmake/time_zones.py.
#include <algorithm>
#include <array>

#include "rules/language/time_zone.h"

__asm__(".section .rodata\\n"
        "fenghuo_time_zones:\\n"
        ".incbin \\"{table}\\"\\n"
        ".previous\\n");
extern "C" const char time_zones[] __asm__("fenghuo_time_zones");

namespace fenghuo::language {{
namespace {{

struct Place {{
  std::string_view name;
  std::size_t at;
  std::size_t size;
}};
constexpr std::array<Place, {len(rows)}> kPlaces{{{{
{chr(10).join(rows)}
}}}};

}}  // namespace

std::optional<std::string_view> find_zone(std::string_view name) {{
  const auto* found =
      std::lower_bound(kPlaces.begin(), kPlaces.end(), name,
                       [](const Place& place, std::string_view wanted) {{ return place.name < wanted; }});
  if (found == kPlaces.end() || found->name != name) return std::nullopt;
  return std::string_view(time_zones + found->at, found->size);
}}

}}  // namespace fenghuo::language
""")


if __name__ == "__main__":
    main()
