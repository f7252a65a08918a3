#include "adapters/plan/yaml_passed_over.h"

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/parser.h>

#include <map>
#include <sstream>
#include <utility>

namespace fenghuo::adapters {
namespace {

// Hears the parts of the text in turn; an alias is one of them, not what it stands for.
class Listener : public YAML::EventHandler {
 public:
  std::vector<PassedOver> take() { return std::move(found_); }

  void OnDocumentStart(const YAML::Mark& mark) override {
    ++documents_;
    document_at_ = mark;
  }
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark&, YAML::anchor_t) override { next_part(); }
  void OnAlias(const YAML::Mark&, YAML::anchor_t) override { next(); }
  void OnScalar(const YAML::Mark& mark, const std::string&, YAML::anchor_t,
                const std::string& value) override {
    if (next()) look_at_key(mark, value);
  }
  void OnSequenceStart(const YAML::Mark&, const std::string&, YAML::anchor_t,
                       YAML::EmitterStyle::value) override {
    next();
    open_.push_back({});
  }
  void OnSequenceEnd() override { open_.pop_back(); }
  void OnMapStart(const YAML::Mark&, const std::string&, YAML::anchor_t,
                  YAML::EmitterStyle::value) override {
    next();
    open_.push_back({.is_mapping = true, .lines = {}});
  }
  void OnMapEnd() override { open_.pop_back(); }

 private:
  struct Open {
    bool is_mapping = false;
    bool key_is_next = true;
    std::map<std::string, int> lines;  // of its keys
  };

  // Whether what comes is a key.
  bool next_part() {
    if (open_.empty() || !open_.back().is_mapping) return false;
    return std::exchange(open_.back().key_is_next, !open_.back().key_is_next);
  }

  // Of something: a document of nothing, as after a last "---", is no second one.
  bool next() {
    if (documents_ > 1 && !second_noted_) {
      found_.push_back({.at = document_at_, .of_document = true, .key = {}});
      second_noted_ = true;
    }
    return next_part();
  }

  void look_at_key(const YAML::Mark& mark, const std::string& key) {
    if (second_noted_) return;  // it isn't read
    const auto [before, fresh] = open_.back().lines.emplace(key, mark.line + 1);
    if (!fresh) found_.push_back({.at = mark, .key = key, .line_before = before->second});
  }

  std::vector<PassedOver> found_;
  std::vector<Open> open_;
  YAML::Mark document_at_;
  int documents_ = 0;
  bool second_noted_ = false;
};

}  // namespace

std::vector<PassedOver> passed_over_in(const std::string& text) {
  std::istringstream stream(text);
  YAML::Parser parser(stream);
  Listener listener;
  while (parser.HandleNextDocument(listener)) {
  }
  return listener.take();
}

}  // namespace fenghuo::adapters
