#include "adapters/sl651/elements.h"

#include <gtest/gtest.h>

#include <set>

#include "engine/property.h"

namespace fenghuo::adapters::sl651 {
namespace {

TEST(Elements, AreThoseOfTheStandard) {
  EXPECT_EQ(elements().size(), 131u);
  for (unsigned lead = 0; lead <= 0xff; ++lead) {
    const bool standard = (lead >= 0x01 && lead <= 0x75) || (lead >= 0xf0 && lead <= 0xfd);
    EXPECT_EQ(find_element(static_cast<std::uint8_t>(lead)) != nullptr, standard) << lead;
  }
}

TEST(Elements, AreFoundByLeadAndByIdentifier) {
  std::set<std::string_view> identifiers;
  for (const Element& element : elements()) {
    EXPECT_EQ(find_element(element.lead), &element);
    EXPECT_EQ(find_element(element.ascii), &element);
    EXPECT_TRUE(identifiers.insert(element.ascii).second) << element.ascii;
  }
}

TEST(Elements, HaveTheUnitsOfTheEnginesProperties) {
  for (const Element& element : elements()) {
    const Property* property = find_property(element.property);
    if (property != nullptr) {
      EXPECT_EQ(element.unit, property->unit) << element.property;
    } else {
      EXPECT_TRUE(element.property.starts_with("sl651_")) << element.property;
    }
  }
}

TEST(Elements, NameReadings) {
  const ElementName level = name_of(0x39, std::nullopt);
  EXPECT_EQ(level.code, "39");
  EXPECT_EQ(level.property, "water_level");
  EXPECT_EQ(level.unit, "m");
  EXPECT_EQ(name_of("Z").code, "39");
  EXPECT_EQ(name_of("Z").property, "water_level");
  EXPECT_EQ(name_of("pH").property, "sl651_ph");
  EXPECT_EQ(name_of(0x76, std::nullopt).property, "sl651_76");
  EXPECT_EQ(name_of(0xff, 0x11).code, "FF11");
  EXPECT_EQ(name_of(0xff, 0x11).property, "sl651_ff11");
  EXPECT_EQ(name_of("XYZ").code, "XYZ");
  EXPECT_EQ(name_of("XYZ").property, "sl651_xyz");
}

}  // namespace
}  // namespace fenghuo::adapters::sl651
