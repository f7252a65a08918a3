#include "adapters/sl651/elements.h"

#include <algorithm>
#include <array>

#include "adapters/sl651/bytes.h"

namespace fenghuo::adapters::sl651 {
namespace {

constexpr std::array kElements{Element{0x01, "AC", "sl651_ac", "m²"},
                               Element{0x02, "AI", "air_temperature", "°C"},
                               Element{0x03, "C", "water_temperature", "°C"},
                               Element{0x04, "DRxnn", "sl651_drxnn", ""},
                               Element{0x05, "DT", "sl651_dt", "h.min"},
                               Element{0x06, "ED", "evaporation_day", "mm"},
                               Element{0x07, "EJ", "sl651_ej", "mm"},
                               Element{0x08, "FL", "air_pressure", "hPa"},
                               Element{0x09, "GH", "gate_opening", "m"},
                               Element{0x0a, "GN", "sl651_gn", ""},
                               Element{0x0b, "GS", "sl651_gs", ""},
                               Element{0x0c, "GT", "sl651_gt", ""},
                               Element{0x0d, "GTP", "sl651_gtp", "°C"},
                               Element{0x0e, "H", "groundwater_depth", "m"},
                               Element{0x0f, "HW", "sl651_hw", "m"},
                               Element{0x10, "M10", "soil_moisture_10cm", "%"},
                               Element{0x11, "M20", "soil_moisture_20cm", "%"},
                               Element{0x12, "M30", "soil_moisture_30cm", "%"},
                               Element{0x13, "M40", "soil_moisture_40cm", "%"},
                               Element{0x14, "M50", "soil_moisture_50cm", "%"},
                               Element{0x15, "M60", "soil_moisture_60cm", "%"},
                               Element{0x16, "M80", "soil_moisture_80cm", "%"},
                               Element{0x17, "M100", "soil_moisture_100cm", "%"},
                               Element{0x18, "MST", "humidity", "%"},
                               Element{0x19, "NS", "sl651_ns", ""},
                               Element{0x1a, "P1", "rain_1h", "mm"},
                               Element{0x1b, "P2", "rain_2h", "mm"},
                               Element{0x1c, "P3", "rain_3h", "mm"},
                               Element{0x1d, "P6", "rain_6h", "mm"},
                               Element{0x1e, "P12", "rain_12h", "mm"},
                               Element{0x1f, "PD", "rain_day", "mm"},
                               Element{0x20, "PJ", "rain_today", "mm"},
                               Element{0x21, "PN01", "rain_1min", "mm"},
                               Element{0x22, "PN05", "rain_5min", "mm"},
                               Element{0x23, "PN10", "rain_10min", "mm"},
                               Element{0x24, "PN30", "rain_30min", "mm"},
                               Element{0x25, "PR", "rain_storm", "mm"},
                               Element{0x26, "PT", "rain_cumulative", "mm"},
                               Element{0x27, "Q", "flow", "m³/s"},
                               Element{0x28, "Q1", "sl651_q1", "m³/s"},
                               Element{0x29, "Q2", "sl651_q2", "m³/s"},
                               Element{0x2a, "Q3", "sl651_q3", "m³/s"},
                               Element{0x2b, "Q4", "sl651_q4", "m³/s"},
                               Element{0x2c, "Q5", "sl651_q5", "m³/s"},
                               Element{0x2d, "Q6", "sl651_q6", "m³/s"},
                               Element{0x2e, "Q7", "sl651_q7", "m³/s"},
                               Element{0x2f, "Q8", "sl651_q8", "m³/s"},
                               Element{0x30, "QA", "sl651_qa", "m³/s"},
                               Element{0x31, "QZ", "sl651_qz", "m³/s"},
                               Element{0x32, "SW", "sl651_sw", "10⁴ t"},
                               Element{0x33, "UC", "wind_direction", ""},
                               Element{0x34, "UE", "sl651_ue", ""},
                               Element{0x35, "US", "wind_speed", "m/s"},
                               Element{0x36, "VA", "sl651_va", "m/s"},
                               Element{0x37, "VJ", "velocity", "m/s"},
                               Element{0x38, "VT", "voltage", "V"},
                               Element{0x39, "Z", "water_level", "m"},
                               Element{0x3a, "ZB", "water_level_below_dam", "m"},
                               Element{0x3b, "ZU", "water_level_above_dam", "m"},
                               Element{0x3c, "Z1", "sl651_z1", "m"},
                               Element{0x3d, "Z2", "sl651_z2", "m"},
                               Element{0x3e, "Z3", "sl651_z3", "m"},
                               Element{0x3f, "Z4", "sl651_z4", "m"},
                               Element{0x40, "Z5", "sl651_z5", "m"},
                               Element{0x41, "Z6", "sl651_z6", "m"},
                               Element{0x42, "Z7", "sl651_z7", "m"},
                               Element{0x43, "Z8", "sl651_z8", "m"},
                               Element{0x44, "SQ", "sl651_sq", "kg/m³"},
                               Element{0x45, "ZT", "station_status", ""},
                               Element{0x46, "pH", "sl651_ph", ""},
                               Element{0x47, "DO", "sl651_do", "mg/L"},
                               Element{0x48, "COND", "sl651_cond", "µS/cm"},
                               Element{0x49, "TURB", "sl651_turb", "NTU"},
                               Element{0x4a, "CODMN", "sl651_codmn", "mg/L"},
                               Element{0x4b, "REDOX", "sl651_redox", "mV"},
                               Element{0x4c, "NH4N", "sl651_nh4n", "mg/L"},
                               Element{0x4d, "TP", "sl651_tp", "mg/L"},
                               Element{0x4e, "TN", "sl651_tn", "mg/L"},
                               Element{0x4f, "TOC", "sl651_toc", "mg/L"},
                               Element{0x50, "CU", "sl651_cu", "mg/L"},
                               Element{0x51, "ZN", "sl651_zn", "mg/L"},
                               Element{0x52, "SE", "sl651_se", "mg/L"},
                               Element{0x53, "AS", "sl651_as", "mg/L"},
                               Element{0x54, "THG", "sl651_thg", "mg/L"},
                               Element{0x55, "CD", "sl651_cd", "mg/L"},
                               Element{0x56, "PB", "sl651_pb", "mg/L"},
                               Element{0x57, "CHLA", "sl651_chla", "mg/L"},
                               Element{0x58, "WP1", "sl651_wp1", "kPa"},
                               Element{0x59, "WP2", "sl651_wp2", "kPa"},
                               Element{0x5a, "WP3", "sl651_wp3", "kPa"},
                               Element{0x5b, "WP4", "sl651_wp4", "kPa"},
                               Element{0x5c, "WP5", "sl651_wp5", "kPa"},
                               Element{0x5d, "WP6", "sl651_wp6", "kPa"},
                               Element{0x5e, "WP7", "sl651_wp7", "kPa"},
                               Element{0x5f, "WP8", "sl651_wp8", "kPa"},
                               Element{0x60, "SYL1", "sl651_syl1", "m³"},
                               Element{0x61, "SYL2", "sl651_syl2", "m³"},
                               Element{0x62, "SYL3", "sl651_syl3", "m³"},
                               Element{0x63, "SYL4", "sl651_syl4", "m³"},
                               Element{0x64, "SYL5", "sl651_syl5", "m³"},
                               Element{0x65, "SYL6", "sl651_syl6", "m³"},
                               Element{0x66, "SYL7", "sl651_syl7", "m³"},
                               Element{0x67, "SYL8", "sl651_syl8", "m³"},
                               Element{0x68, "SBL1", "sl651_sbl1", "m³/h"},
                               Element{0x69, "SBL2", "sl651_sbl2", "m³/h"},
                               Element{0x6a, "SBL3", "sl651_sbl3", "m³/h"},
                               Element{0x6b, "SBL4", "sl651_sbl4", "m³/h"},
                               Element{0x6c, "SBL5", "sl651_sbl5", "m³/h"},
                               Element{0x6d, "SBL6", "sl651_sbl6", "m³/h"},
                               Element{0x6e, "SBL7", "sl651_sbl7", "m³/h"},
                               Element{0x6f, "SBL8", "sl651_sbl8", "m³/h"},
                               Element{0x70, "VTA", "sl651_vta", "V"},
                               Element{0x71, "VTB", "sl651_vtb", "V"},
                               Element{0x72, "VTC", "sl651_vtc", "V"},
                               Element{0x73, "VIA", "sl651_via", "A"},
                               Element{0x74, "VIB", "sl651_vib", "A"},
                               Element{0x75, "VIC", "sl651_vic", "A"},
                               Element{0xf0, "TT", "sl651_tt", ""},
                               Element{0xf1, "ST", "sl651_st", ""},
                               Element{0xf2, "RGZS", "sl651_rgzs", ""},
                               Element{0xf3, "PIC", "sl651_pic", ""},
                               Element{0xf4, "DRP", "rain_5min", "mm"},
                               Element{0xf5, "DRZ1", "water_level_relative", "m"},
                               Element{0xf6, "DRZ2", "sl651_drz2", "m"},
                               Element{0xf7, "DRZ3", "sl651_drz3", "m"},
                               Element{0xf8, "DRZ4", "sl651_drz4", "m"},
                               Element{0xf9, "DRZ5", "sl651_drz5", "m"},
                               Element{0xfa, "DRZ6", "sl651_drz6", "m"},
                               Element{0xfb, "DRZ7", "sl651_drz7", "m"},
                               Element{0xfc, "DRZ8", "sl651_drz8", "m"},
                               Element{0xfd, "DATA", "sl651_data", ""}};

std::string vendor_property(std::string_view code) {
  std::string property = "sl651_";
  for (const char c : code)
    property.push_back(c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c);
  return property;
}

}  // namespace

std::span<const Element> elements() {
  return kElements;
}

const Element* find_element(std::uint8_t lead) {
  const auto* at = std::lower_bound(
      kElements.begin(), kElements.end(), lead,
      [](const Element& element, std::uint8_t wanted) { return element.lead < wanted; });
  return at != kElements.end() && at->lead == lead ? at : nullptr;
}

const Element* find_element(std::string_view ascii) {
  const auto* at = std::find_if(kElements.begin(), kElements.end(),
                                [&](const Element& element) { return element.ascii == ascii; });
  return at != kElements.end() ? at : nullptr;
}

ElementName name_of(std::uint8_t lead, std::optional<std::uint8_t> extension) {
  std::string code = to_hex({&lead, 1});
  if (extension) {
    code += to_hex({&*extension, 1});
    return {0, code, vendor_property(code)};
  }
  if (const Element* element = find_element(lead))
    return {lead, std::move(code), std::string(element->property), element->unit};
  return {lead, code, vendor_property(code)};
}

ElementName name_of(std::string_view ascii) {
  if (const Element* element = find_element(ascii)) return name_of(element->lead, std::nullopt);
  return {0, std::string(ascii), vendor_property(ascii)};
}

}  // namespace fenghuo::adapters::sl651
