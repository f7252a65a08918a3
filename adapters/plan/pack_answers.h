// Which of the playbook packs that we ship answers which rule.
#pragma once

#include <map>
#include <string>

namespace fenghuo::adapters {

/// Rules and the playbook pack that names them. A pack for all rules isn't told: it is no answer
/// made for one of them.
const std::map<std::string, std::string>& answering_packs();

}  // namespace fenghuo::adapters
