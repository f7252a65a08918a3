#include "rules/language/environment.h"

#include <algorithm>

namespace fenghuo::language {

std::optional<std::uint32_t> Environment::add_variable(std::string name, std::string_view type) {
  const Type* parsed = types_.parse(type);
  if (parsed == nullptr) return std::nullopt;
  variables_.push_back({std::move(name), parsed});
  return static_cast<std::uint32_t>(variables_.size() - 1);
}

void Environment::add_function(const Declaration& declaration) {
  functions_[std::string(declaration.function)].push_back(make_overload(types_, declaration));
}

void Environment::implement(std::string_view function, std::string_view overload,
                            Implementation run) {
  Overloads& mine = functions_[std::string(function)];
  if (mine.empty()) mine = *library_.find(function);
  for (auto& known : mine)
    if (known.id == overload) known.run = run;
}

const Variable* Environment::find_variable(std::string_view name) const {
  const auto found = std::find_if(variables_.begin(), variables_.end(),
                                  [&](const Variable& known) { return known.name == name; });
  return found == variables_.end() ? nullptr : &*found;
}

const Overloads* Environment::find_function(std::string_view name) const {
  const auto found = functions_.find(name);
  return found == functions_.end() ? library_.find(name) : &found->second;
}

std::vector<std::string> Environment::candidates(std::string_view name) const {
  if (name.starts_with('.')) return {std::string(name.substr(1))};
  std::vector<std::string> names;
  for (std::string scope = container_; !scope.empty();) {
    names.push_back(scope + "." + std::string(name));
    const std::size_t dot = scope.rfind('.');
    scope.resize(dot == std::string::npos ? 0 : dot);
  }
  names.emplace_back(name);
  return names;
}

}  // namespace fenghuo::language
