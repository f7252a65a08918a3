#include "engine/property.h"

#include <algorithm>
#include <array>

namespace fenghuo {
namespace {

using enum PropertyKind;

// In the order of the names, so that a look-up is a binary search; the test checks it. Gases are
// what HJ 212 sends as ammonia a21001, carbon monoxide a21005, chlorine a21022, hydrogen chloride
// a21024, hydrogen sulfide a21028, nitrogen oxides a21002, hydrocarbons a24088 and sulfur dioxide
// a21026. Fire alarms, faults and shields are the number of parts in that state of GB/T 26875.3.
constexpr std::array kProperties{
    Property{"air_pressure", "hPa", 1, state, "气压", "air pressure"},
    Property{"air_temperature", "°C", 1, state, "气温", "air temperature"},
    Property{"ammonia", "mg/m³", 3, state, "氨", "ammonia"},
    Property{"apparent_temperature", "°C", 1, state, "体感温度", "apparent temperature"},
    Property{"carbon_monoxide", "mg/m³", 3, state, "一氧化碳", "carbon monoxide"},
    Property{"chlorine", "mg/m³", 3, state, "氯气", "chlorine"},
    Property{"combustible_gas", "%LEL", 1, state, "可燃气体", "combustible gas"},
    Property{"crack_width", "mm", 2, state, "裂缝宽度", "crack width"},
    Property{"crowd_density", "/m²", 2, state, "人群密度", "crowd density"},
    Property{"earthquake_magnitude", "", 1, state, "震级", "magnitude"},
    Property{"evaporation_day", "mm", 1, amount, "日蒸发量", "evaporation of the day"},
    Property{"fire_alarm", "", 0, state, "火警", "fire alarm"},
    Property{"fire_fault", "", 0, state, "消防设备故障", "fire alarms at fault"},
    Property{"fire_shielded", "", 0, state, "消防设备屏蔽", "fire alarms shielded"},
    Property{"flow", "m³/s", 3, state, "流量", "flow"},
    Property{"gate_opening", "m", 2, state, "闸门开度", "gate opening"},
    Property{"groundwater_depth", "m", 2, state, "地下水埋深", "depth of groundwater"},
    Property{"humidity", "%", 1, state, "湿度", "humidity"},
    Property{"hydrogen_chloride", "mg/m³", 3, state, "氯化氢", "hydrogen chloride"},
    Property{"hydrogen_sulfide", "mg/m³", 3, state, "硫化氢", "hydrogen sulfide"},
    Property{"level", "", 3, state, "读数", "reading"},
    Property{"nitrogen_oxides", "mg/m³", 3, state, "氮氧化物", "nitrogen oxides"},
    Property{"non_methane_hydrocarbons", "mg/m³", 3, state, "非甲烷总烃",
             "non-methane hydrocarbons"},
    Property{"people_count", "", 0, state, "人数", "number of people"},
    Property{"rain", "mm", 1, amount, "雨量", "rain"},
    Property{"rain_10min", "mm", 1, amount, "10 分钟雨量", "rain of 10 minutes"},
    Property{"rain_12h", "mm", 1, amount, "12 小时雨量", "rain of 12 hours"},
    Property{"rain_1h", "mm", 1, amount, "1 小时雨量", "rain of 1 hour"},
    Property{"rain_1min", "mm", 1, amount, "1 分钟雨量", "rain of 1 minute"},
    Property{"rain_2h", "mm", 1, amount, "2 小时雨量", "rain of 2 hours"},
    Property{"rain_30min", "mm", 1, amount, "30 分钟雨量", "rain of 30 minutes"},
    Property{"rain_3h", "mm", 1, amount, "3 小时雨量", "rain of 3 hours"},
    Property{"rain_5min", "mm", 1, amount, "5 分钟雨量", "rain of 5 minutes"},
    Property{"rain_6h", "mm", 1, amount, "6 小时雨量", "rain of 6 hours"},
    Property{"rain_cumulative", "mm", 1, counter, "累计雨量", "cumulative rain"},
    Property{"rain_day", "mm", 1, amount, "日雨量", "rain of the day"},
    Property{"rain_storm", "mm", 1, amount, "次雨量", "rain of the storm"},
    Property{"rain_today", "mm", 1, amount, "当日雨量", "rain since the day began"},
    Property{"seismic_intensity", "", 1, state, "地震烈度", "seismic intensity"},
    Property{"soil_moisture_100cm", "%", 1, state, "100 厘米墒情", "soil moisture at 100 cm"},
    Property{"soil_moisture_10cm", "%", 1, state, "10 厘米墒情", "soil moisture at 10 cm"},
    Property{"soil_moisture_20cm", "%", 1, state, "20 厘米墒情", "soil moisture at 20 cm"},
    Property{"soil_moisture_30cm", "%", 1, state, "30 厘米墒情", "soil moisture at 30 cm"},
    Property{"soil_moisture_40cm", "%", 1, state, "40 厘米墒情", "soil moisture at 40 cm"},
    Property{"soil_moisture_50cm", "%", 1, state, "50 厘米墒情", "soil moisture at 50 cm"},
    Property{"soil_moisture_60cm", "%", 1, state, "60 厘米墒情", "soil moisture at 60 cm"},
    Property{"soil_moisture_80cm", "%", 1, state, "80 厘米墒情", "soil moisture at 80 cm"},
    Property{"station_status", "", 0, state, "测站状态", "station status"},
    Property{"sulfur_dioxide", "mg/m³", 3, state, "二氧化硫", "sulfur dioxide"},
    Property{"velocity", "m/s", 3, state, "流速", "velocity"},
    Property{"voltage", "V", 2, state, "电压", "voltage"},
    Property{"water_level", "m", 3, state, "水位", "water level"},
    Property{"water_level_above_dam", "m", 3, state, "坝上水位", "water level above the dam"},
    Property{"water_level_below_dam", "m", 3, state, "坝下水位", "water level below the dam"},
    Property{"water_level_relative", "m", 2, state, "相对水位", "relative water level"},
    Property{"water_temperature", "°C", 1, state, "水温", "water temperature"},
    Property{"wind", "", 3, state, "风", "wind"},
    Property{"wind_direction", "", 0, state, "风向", "wind direction"},
    Property{"wind_speed", "m/s", 1, state, "风速", "wind speed"}};

}  // namespace

std::span<const Property> properties() {
  return kProperties;
}

const Property* find_property(std::string_view name) {
  const auto* at = std::lower_bound(
      kProperties.begin(), kProperties.end(), name,
      [](const Property& property, std::string_view wanted) { return property.name < wanted; });
  return at != kProperties.end() && at->name == name ? at : nullptr;
}

Text name_of(const Property& property) {
  return {property.zh, property.en};
}

}  // namespace fenghuo
