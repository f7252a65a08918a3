// A plan of one village and one station, for tests of words that name them.
#pragma once

#include "engine/plan.pb.h"

namespace fenghuo::cli {

template <class Named>
void give_name(Named& item, const char* id, const char* zh, const char* en) {
  item.set_id(id);
  item.mutable_name()->set_zh(zh);
  item.mutable_name()->set_en(en);
}

inline wire::Plan named_plan() {
  wire::Plan plan;
  give_name(*plan.add_villages(), "A", "上溪村", "Shangxi");
  give_name(*plan.add_stations(), "S1", "石门站", "Shimen gauge");
  return plan;
}

}  // namespace fenghuo::cli
