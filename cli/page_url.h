// The address in messages, by which phones reach the page.
#pragma once

#include <optional>
#include <string>

#include "adapters/lane.h"
#include "cli/serve_settings.h"
#include "engine/text.h"

namespace fenghuo::cli {

/// "https://qingxi.example" or "http://192.168.1.20:8651", with a path or without: links go on from
/// it.
bool is_page_url(const std::string& text);

/// What is to be said where messages leave, nobody gave a --page-url, and the page listens where no
/// phone can go: on the loopback address, or on any (0.0.0.0), which is no address at all.
std::optional<Text> page_url_warning(adapters::Lane lane, const Endpoint& page,
                                     const std::string& page_url);

}  // namespace fenghuo::cli
