// What is wrong with the words of playbooks and with messages/*.yaml.
#include <algorithm>
#include <map>

#include "engine/wire_text.h"
#include "playbooks/plan_checker.h"
#include "playbooks/warning_words.h"

namespace fenghuo::playbooks {
namespace {

/// Five messages of a long SMS in UCS-2, 67 characters each (3GPP TS 23.040).
constexpr std::size_t kSmsCharactersMax = 335;

class WordsChecker {
 public:
  explicit WordsChecker(PlanChecker& checker) : checker_(checker) {}

  // A message that doesn't say what to do, where and by when moves nobody (failures.md, F10).
  void check_message(const std::string& path, const wire::Playbook& playbook) {
    struct Part {
      std::vector<const char*> any_of;
      Text what;
    };
    const Part parts[] = {{{"{action}"}, {"做什么", "what to do"}},
                          {{"{village}"}, {"在哪里", "where"}},
                          {{"{minutes}", "{deadline}", "{answer}"}, {"几分钟内", "by when"}}};
    const auto look = [&](const std::string& at, const wire::Text& pattern) {
      checker_.check_template(at, pattern);
      for (const auto* text : {&pattern.zh(), &pattern.en()})
        for (const auto& part : parts)
          if (!text->empty() &&
              std::none_of(part.any_of.begin(), part.any_of.end(), [&](const char* placeholder) {
                return text->find(placeholder) != std::string::npos;
              }))
            checker_.add(
                at, {"预警正文没有写" + part.what.zh + "（" + part.any_of.front() + "）",
                     "the text doesn't say " + part.what.en + " (" + part.any_of.front() + ")"});
      for (const auto& response : playbook.responses()) check_length(at, pattern, response);
    };
    look(path + ".text", playbook.text());
    for (const auto& message : checker_.plan().messages())
      if (message.playbook() == playbook.id())
        look("messages[" + message.id() + "].text", message.text());
  }

  void check_messages() {
    for (const auto& message : checker_.plan().messages()) {
      const std::string path = "messages[" + message.id() + "]";
      if (checker_.handbook().playbook(message.playbook()) == nullptr)
        checker_.add(path, {"没有处置方案“" + message.playbook() + "”",
                            "there is no playbook '" + message.playbook() + "'"});
      for (const auto& duty : message.audience()) check_reader(path, message.playbook(), duty);
      if (message.audience().empty())
        checker_.add(path, {"没有写明给谁看（for）", "nobody is named to read it (for)"});
    }
  }

 private:
  // As long as it can get.
  void check_length(const std::string& path, const wire::Text& pattern,
                    const wire::Response& response) {
    std::size_t longest = 0;
    for (const auto& village : checker_.plan().villages()) {
      const std::map<std::string, Text> values{
          {"village", from_wire(village.name())},
          {"level", name_of(level_from_wire(response.level()).value_or(Level::none))},
          {"hazard", {"地质灾害", ""}},
          {"action", from_wire(response.action())},
          {"reason",
           {"24 小时雨量 147.5 毫米，达到橙色指标 145 毫米"
            "（测站 上游雨量站，07-01 20:00 至 07-02 20:00）",
            ""}},
          {"shelter", from_wire(village.shelter())},
          {"effect", checker_.handbook().effect_in(
                         village.id(), level_from_wire(response.level()).value_or(Level::none))},
          {"answer", answer_wanted(response)},
          {"deadline", {"06:40", ""}},
          {"minutes", {"10", ""}}};
      const std::string text = fill_in(from_wire(pattern), values).zh;
      const auto characters = std::count_if(text.begin(), text.end(), [](char c) {
        return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
      });
      longest = std::max(longest, static_cast<std::size_t>(characters));
    }
    if (longest <= kSmsCharactersMax) return;
    const std::string length = std::to_string(longest);
    checker_.add(path,
                 {"正文最长 " + length + " 个字，短信要拆成五条以上；写短些",
                  "the text can get " + length +
                      " characters long: more than five messages; make it shorter"},
                 Severity::notice);
  }

  // Words for somebody whom the playbook doesn't call are read by nobody.
  void check_reader(const std::string& path, const std::string& playbook_id,
                    const std::string& duty) {
    const auto* playbook = checker_.handbook().playbook(playbook_id);
    if (playbook == nullptr) return;
    const auto in = [&](const auto& duties) {
      return std::find(duties.begin(), duties.end(), duty) != duties.end();
    };
    bool called = in(playbook->duties());
    for (const auto& response : playbook->responses()) called = called || in(response.relay());
    if (!called)
      checker_.add(path,
                   {"处置方案不叫应 " + duty + "（duties 和 relay 里都没有），这段话没有人会看到",
                    "the playbook calls no " + duty +
                        " (neither in duties nor in relay): nobody "
                        "would read this"});
  }

  PlanChecker& checker_;
};

}  // namespace

void check_words(PlanChecker& checker, const wire::Playbook& playbook) {
  WordsChecker(checker).check_message("playbooks[" + playbook.id() + "]", playbook);
}

void check_messages(PlanChecker& checker) {
  WordsChecker(checker).check_messages();
}

}  // namespace fenghuo::playbooks
