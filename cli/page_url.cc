#include "cli/page_url.h"

namespace fenghuo::cli {
namespace {

bool leads_to_this_machine(const std::string& address) {
  return address.starts_with("127.") || address == "::1" || address == "localhost" ||
         address == "0.0.0.0" || address == "::";
}

}  // namespace

// A host may be written in any script.
bool is_page_url(const std::string& text) {
  const bool https = text.starts_with("https://");
  if (!https && !text.starts_with("http://")) return false;
  const std::string rest = text.substr(https ? 8 : 7);
  return !rest.empty() && rest.front() != '/' && rest.find_first_of(" \t?#\"<>") == rest.npos;
}

std::optional<Text> page_url_warning(adapters::Lane lane, const Endpoint& page,
                                     const std::string& page_url) {
  if (!page_url.empty() || !leads_to_this_machine(page.address)) return std::nullopt;
  const std::string name(to_string(lane));
  const std::string link = "http://" + to_string(page);
  return Text{name + " 通道消息里的链接是 " + link +
                  "，手机打不开：用 --page-url 写手机能打开的网址（和实战一起开的演练用 "
                  "--exercise-page-url）",
              "links in messages of the lane " + name + " lead to " + link +
                  ", where no phone can go: say by --page-url how phones reach the page "
                  "(--exercise-page-url of an exercise beside live)"};
}

}  // namespace fenghuo::cli
