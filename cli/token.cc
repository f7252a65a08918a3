// fenghuo token PERSON --data DIR: the token with which a named person gives commands.
#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <memory>

#include "adapters/credentials.h"
#include "adapters/rocksdb_log.h"
#include "cli/data_folder.h"
#include "cli/sentence.h"
#include "cli/township.h"
#include "cli/verb.h"
#include "engine/nearest.h"
#include "engine/replay.h"

namespace fenghuo::cli {
namespace {

// Of the standing plan's people; where that can't be known, anybody.
Text fault_of(const DataFolder& data, const std::string& person) {
  if (!std::filesystem::exists(data.log())) return {};
  const auto log = adapters::RocksdbLog::open(data.log(), adapters::RocksdbLog::Access::read_only);
  if (!log) return {};
  Machine machine = township_machine();
  if (!restore(**log, machine)) return {};
  std::vector<std::string_view> known;
  for (const auto& one : machine.plan().people()) known.push_back(one.id());
  if (known.empty() || std::find(known.begin(), known.end(), person) != known.end()) return {};
  return Text{"people.csv 里没有“" + person + "”", "people.csv has no '" + person + "'"} +
         did_you_mean(nearest(person, known));
}

void token(const DataFolder& data, const std::string& person, bool outsider, Session& session) {
  const std::string path = data.credentials();
  if (!std::filesystem::exists(path))
    return session.fail({"“" + data.of_lane() + "”里还没有数据，请先运行 fenghuo serve",
                         "'" + data.of_lane() + "' holds no data yet; run fenghuo serve"});
  const auto credentials = adapters::Credentials::open(path);
  if (!credentials) return session.fail(credentials.error());
  const Text fault = outsider ? Text{} : fault_of(data, person);
  if (!fault.zh.empty())
    return session.fail(fault + Text{"；不是本镇的人（评估员、县里的人）加 --outsider",
                                     "; with --outsider for somebody of elsewhere, such as an "
                                     "evaluator"});
  std::printf("%s\n", credentials->person_token(person).c_str());
}

}  // namespace

void add_token(Verb& verbs, Session& session) {
  Verb verb = verbs.verb("token", {"给一个人的令牌，用来在网页上署名",
                                   "a person's token, which puts the name under what they decide"});
  auto data = std::make_shared<DataFolder>();
  auto person = std::make_shared<std::string>();
  auto outsider = std::make_shared<bool>(false);
  verb.text("PERSON", *person, {"people.csv 里的 id", "an id of people.csv"}, Need::required);
  verb.flag("--outsider", *outsider,
            {"不在 people.csv 里的人，例如评估员",
             "somebody who isn't in people.csv, such as an evaluator"});
  data->add_to(verb);
  verb.example(
      session.say({"fenghuo token town-duty --data data，网址后加 #token=令牌",
                   "fenghuo token town-duty --data data; open the page with #token=TOKEN"}));
  verb.run([data, person, outsider, &session] { token(*data, *person, *outsider, session); });
}

}  // namespace fenghuo::cli
