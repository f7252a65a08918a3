// fenghuo token PERSON --data DIR: the token with which a named person gives commands.
#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <memory>

#include "adapters/credentials.h"
#include "cli/called.h"
#include "cli/data_folder.h"
#include "cli/plan_people.h"
#include "cli/sentence.h"
#include "cli/township.h"
#include "cli/verb.h"
#include "engine/replay.h"

namespace fenghuo::cli {
namespace {

struct Options {
  DataFolder data;
  std::string person;
  std::string plan_folder;
  bool outsider = false;
};

// Of the plan's folder, by id and name; without one, by id, of the plan in the log, which has no
// names. Nobody where neither can be known.
Result<std::vector<Called>> people_known(const Options& options, const Session& session) {
  std::vector<Called> known;
  const auto named = people_of_plan(options.plan_folder, session);
  if (!named) return named.error();
  for (const auto& one : *named) known.push_back({one.id, {one.name}});
  if (!known.empty() || !std::filesystem::exists(options.data.log())) return known;
  const auto log = read_log(options.data);
  Machine machine = township_machine();
  if (!log || !restore(**log, machine)) return known;
  for (const auto& one : machine.plan().people()) known.push_back({one.id(), {}});
  return known;
}

Result<std::string> whose(const Options& options, const Session& session) {
  if (options.outsider) return options.person;
  const auto known = people_known(options, session);
  if (!known) return known.error();
  const std::string& given = options.person;
  // An id is of ASCII letters; who writes a name means a person of the plan's files.
  const bool a_name = std::any_of(given.begin(), given.end(),
                                  [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
  const Text unknown =
      options.plan_folder.empty() && a_name
          ? Text{"日志里没有人名，查不到“" + given + "”：写编号，或加 --plan 预案文件夹",
                 "the log has no names, so '" + given +
                     "' can't be found: give the id, or --plan "
                     "with the plan's folder"}
          : Text{"people.csv 里没有“" + given + "”", "people.csv has no '" + given + "'"};
  return id_of(given, *known, unknown,
               {"不是本镇的人（评估员、县里的人）加 --outsider",
                "with --outsider for somebody of elsewhere, such as an evaluator"});
}

void token(const Options& options, Session& session) {
  const DataFolder& data = options.data;
  const std::string path = data.credentials();
  if (!std::filesystem::exists(path)) {
    const Text other = data.other_lane();
    const Text none{"“" + data.of_lane() + "”里还没有数据",
                    "'" + data.of_lane() + "' holds no data yet"};
    return session.fail(none + (other.zh.empty()
                                    ? Text{"，请先运行 fenghuo serve", "; run fenghuo serve"}
                                    : other));
  }
  const auto credentials = adapters::Credentials::open(path);
  if (!credentials) return session.fail(credentials.error());
  const auto person = whose(options, session);
  if (!person) return session.fail(person.error());
  std::printf("%s\n", credentials->person_token(*person).c_str());
}

}  // namespace

void add_token(Verb& verbs, Session& session) {
  Verb verb = verbs.verb("token", {"给一个人的令牌，用来在网页上署名",
                                   "a person's token, which puts the name under what they decide"});
  auto options = std::make_shared<Options>();
  verb.text("PERSON", options->person,
            {"people.csv 里的编号；写了 --plan 也可写姓名",
             "an id of people.csv; with --plan a name as well"},
            Need::required);
  verb.flag("--outsider", options->outsider,
            {"不在 people.csv 里的人，例如评估员；在实战里只能送观测和报告",
             "somebody who isn't in people.csv, such as an evaluator; in the live lane it only "
             "sends observations and reports"});
  options->data.add_to(verb);
  verb.text("--plan", options->plan_folder,
            {"预案文件夹，用来认出姓名（日志里没有人名）",
             "the plan's folder, to know people by name: the log has none"});
  verb.example(
      session.say({"fenghuo token town-duty --data data，网址后加 #token=令牌",
                   "fenghuo token town-duty --data data; open the page with #token=TOKEN"}));
  verb.run([options, &session] { token(*options, session); });
}

}  // namespace fenghuo::cli
