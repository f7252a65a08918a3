#include "cli/named_report.h"

#include <boost/json.hpp>

#include "cli/sentence.h"

namespace fenghuo::cli {

namespace json = boost::json;

std::vector<Called> report_kinds_told(const std::string& body) {
  return called_in(body, "report_kinds", "kind", {"zh", "en"});
}

std::vector<Called> villages_told(const std::string& body) {
  return called_in(body, "villages", "id", {"name_zh", "name_en", "adcode"});
}

Result<std::string> kind_named(const std::string& given, std::span<const Called> kinds) {
  Text all;
  for (const auto& kind : kinds)
    all = all + (all.zh.empty() ? Text{"有：", "there are "} : Text{"、", ", "}) +
          (kind.words.empty() ? plain(kind.id)
                              : Text{kind.id + "（" + kind.words.front() + "）",
                                     kind.id + " (" + kind.words.back() + ")"});
  return id_of(given, kinds,
               {"没有“" + given + "”这种报告", "there is no report of kind '" + given + "'"}, all);
}

Result<std::string> village_named(const std::string& given, std::span<const Called> villages) {
  return id_of(given, villages,
               {"预案里没有“" + given + "”这个村（--village）",
                "the plan has no village '" + given + "' (--village)"});
}

json::object report_event(const std::string& id, const json::object& data) {
  return {{"specversion", "1.0"},
          {"id", id},
          {"source", "command"},
          {"type", "fenghuo.report"},
          {"data", data}};
}

}  // namespace fenghuo::cli
