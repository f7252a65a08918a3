// The rule and playbook packs that we ship, compiled into the program: a township needs one file.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fenghuo::adapters {

/// `kind` is rules or playbooks. The text of a pack; nothing where there is none of that name.
std::optional<std::string_view> pack(std::string_view kind, std::string_view name);
std::vector<std::string> pack_names(std::string_view kind);

}  // namespace fenghuo::adapters
