#include "tests/rules/language/random_expression.h"

#include <algorithm>
#include <map>

namespace fenghuo::language {
namespace {

// How an expression of a sort can be written, the sort in front: %I stands for an expression of
// sort I, %K for a small number; @I names a new variable, which is known behind the next &.
constexpr std::string_view kForms = R"(
B %I < %I; %I <= %I; %D > %D; %D >= %D; %S < %S; %U >= %U; %B < %B; %Y < %Y; %W < %W; %H >= %H;
  %I < %D; %D >= %U; %U < %I; %D <= %I; %I == %I; %I != %I; %D == %D; %S == %S; %L == %L;
  %M == %M; %N != %N; %A == %A; %A != %A; dyn(%I) == %D; dyn(%U) == %I; %W == %W; %O == %O;
  %F == %F; dyn(%L) == %F; %B && %B; %B || %B; %B && %B; %B || %B; %B && %B && %B; %B || %B || %B;
  !(%B); %B ? %B : %B; %I in %L; %S in %M; %S in %T; %D in %F; dyn(%D) in %L; %A in %M; %L in %N;
  has(%M.k); has({%S: %I}.k); has(%A.k); %L.all(@I&, %B); %L.exists(@I&, %B);
  %L.exists_one(@I&, %B); %M.all(@S&, %B); %M.exists(@S, @I&, %B); %L.all(@I, @I&, %B);
  %L.existsOne(@I, @I&, %B); %T.exists(@S&, %B); %F.all(@D&, %B); %N.all(@L&, %B);
  %A.exists(@A&, %B); %S.contains(%S); %S.startsWith(%S); %S.endsWith(%S); bool(%S); bool(%B);
  math.isNaN(%D); math.isInf(%D); math.isFinite(%D); type(%A) == int; type(%A) == type(%A);
  %O.hasValue(); cel.bind(@I, %I&, %B); cel.bind(@L, %L&, %B); cel.bind(@B, %B&, %B);
  [%B, %B][%K]; {%B: %B}[%B]
I %I + %I; %I - %I; %I * %I; %I / %I; %I % %I; -(%I); %I + %I; %I - %I; %B ? %I : %I; int(%U);
  int(%D); int(%S); int(%W); int(%I); size(%L); %S.size(); size(%S); size(%M); %M.size();
  size(%Y); size(%T); %L[%K]; %L[%I]; %L[dyn(%D)]; %M[%S]; %M.k; %N[%K][%K]; {'k': %I, 'w': %I}.k;
  {%I: %I}[%I]; {%U: %I}[dyn(%I)]; [%I, %I, %I][%K]; %S.indexOf(%S); %S.indexOf(%S, %K);
  %S.lastIndexOf(%S); %S.lastIndexOf(%S, %K); math.abs(%I); math.sign(%I); math.bitAnd(%I, %I);
  math.bitOr(%I, %I); math.bitXor(%I, %I); math.bitNot(%I); math.bitShiftLeft(%I, %K);
  math.bitShiftRight(%I, %K); math.greatest(%I); math.greatest(%I, %I); math.least(%I, %I, %I);
  math.greatest(%L); %O.value(); %O.orValue(%I); cel.bind(@I, %I&, %I); cel.bind(@M, %M&, %I);
  %H.getSeconds(); %H.getMinutes(); %H.getHours(); %H.getMilliseconds(); %W.getFullYear();
  %W.getMonth(); %W.getDate(); %W.getDayOfMonth(); %W.getDayOfWeek(); %W.getDayOfYear();
  %W.getHours(); %W.getMinutes(); %W.getSeconds(); %W.getMilliseconds(); %W.getHours('+08:00');
  %W.getDayOfYear('-03:30'); %W.getDate('UTC')
U %U + %U; %U - %U; %U * %U; %U / %U; %U % %U; uint(%I); uint(%D); uint(%S); uint(%U);
  math.abs(%U); math.sign(%U); math.bitAnd(%U, %U); math.bitOr(%U, %U); math.bitXor(%U, %U);
  math.bitNot(%U); math.bitShiftLeft(%U, %K); math.bitShiftRight(%U, %K); math.greatest(%U, %U);
  math.least(%U); %B ? %U : %U; cel.bind(@U, %U&, %U); [%U, %U][%K]
D %D + %D; %D - %D; %D * %D; %D / %D; %D + %D; -(%D); double(%I); double(%U); double(%S);
  double(%D); math.ceil(%D); math.floor(%D); math.round(%D); math.trunc(%D); math.sqrt(%D);
  math.sqrt(%I); math.sqrt(%U); math.abs(%D); math.sign(%D); math.least(%D, %D);
  math.greatest(%F); math.least(%D, %D, %D); %F[%K]; %B ? %D : %D; cel.bind(@D, %D&, %D)
S %S + %S; %B ? %S : %S; string(%I); string(%U); string(%D); string(%B); string(%Y); string(%W);
  string(%H); string(%S); %S.charAt(%K); %S.substring(%K); %S.substring(%K, %K);
  %S.replace(%S, %S); %S.replace(%S, %S, %K); %T.join(%S); %T.join(); %S.trim(); %S.lowerAscii();
  %S.upperAscii(); %S.reverse(); strings.quote(%S); %T[%K]; cel.bind(@S, %S&, %S); {%I: %S}[%I]
Y bytes(%S); bytes(%Y); %Y + %Y; %B ? %Y : %Y
L %L + %L; [%I]; [%I, %I]; [%I, %I, %I]; [%I, ?%O]; [?%O, ?%O]; %L.map(@I&, %I);
  %L.map(@I&, %B, %I); %L.filter(@I&, %B); %M.map(@S&, %I); %M.map(@S&, %B, %I); %T.map(@S&, %I);
  %L.transformList(@I, @I&, %I); %L.transformList(@I, @I&, %B, %I); %M.transformList(@S, @I&, %I);
  %M.transformList(@S, @I&, %B, %I); %L.slice(%K, %K); %N.flatten(); %N.flatten(%K);
  %L.distinct(); %L.reverse(); %L.sort(); %L.sortBy(@I&, %I); %L.sortBy(@I&, %S); lists.range(%K);
  %B ? %L : %L; %N[%K]; optional.unwrap([%O, %O]); [%O].unwrapOpt(); cel.bind(@L, %L&, %L);
  cel.bind(@I, %I&, [%I, %I])
T %S.split(%S); %S.split(%S, %K); [%S]; [%S, %S]; %T + %T; %M.map(@S&, %S); %M.filter(@S&, %B);
  %T.map(@S&, %S); %L.map(@I&, %S); %T.sort(); %T.distinct(); %T.reverse(); %T.sortBy(@S&, %I);
  %T.filter(@S&, %B); %T.slice(%K, %K); %B ? %T : %T
F [%D]; [%D, %D]; [%D, double(%I)]; %F + %F; %F.map(@D&, %D); %L.map(@I&, %D); %F.sort();
  %F.distinct(); %F.filter(@D&, %B); %F.reverse(); %F.sortBy(@D&, %D); %B ? %F : %F
N [%L]; [%L, %L]; %L.map(@I&, %L); %N + %N; %N.distinct(); %N.filter(@L&, %B); %N.map(@L&, %L);
  %N.reverse(); %B ? %N : %N
M {%S: %I}; {%S: %I, %S: %I}; {'k': %I, ?%S: %O}; {'k': %I, 'w': %I};
  %M.transformMap(@S, @I&, %I); %M.transformMap(@S, @I&, %B, %I);
  %M.transformMapEntry(@S, @I&, {%S: %I}); %T.transformMapEntry(@I, @S&, {%S: %I});
  %T.transformMapEntry(@I, @S&, %B, {%S: %I}); %B ? %M : %M; cel.bind(@M, %M&, %M)
W %W + %H; %H + %W; %W - %H; timestamp(%I); timestamp(%W); timestamp(string(%W)); timestamp(%S);
  %B ? %W : %W; cel.bind(@W, %W&, %W)
H %H + %H; %H - %H; %W - %W; duration(%H); duration(string(%H)); duration(%S); %B ? %H : %H
O %L[?%K]; %M[?%S]; %M.?k; optional.of(%I); optional.none(); %O.or(%O); %O.optMap(@I&, %I);
  %O.optFlatMap(@I&, %O); %L.first(); %L.last(); %N[?%K][%K]; %N[?%K][?%K]; %B ? %O : %O
A dyn(%I); dyn(%U); dyn(%D); dyn(%S); dyn(%B); dyn(%L); dyn(%M); dyn(%F); dyn(%T); dyn(%N);
  dyn(%W); dyn(%H); dyn(%Y); dyn(%O); [%A, %A]; {%S: %A}; {%A: %A}; {%I: %A, %U: %A}; %A[%A];
  %A + %A; %A - %A; %A * %A; %A < %A; %A.k; %A.map(@A&, %A); %A.filter(@A&, %B); %A.all(@A&, %A);
  %A.transformList(@A, @A&, %A); %A.transformMap(@A, @A&, %A); %A.sort(); %A.distinct();
  %A.flatten(%K); type(%A); int(%A); string(%A); double(%A); %A ? %A : %A; %A && %A; %A || %A;
  !%A; -%A; size(%A); %A in %A; %B ? dyn(%I) : dyn(%S); math.greatest(%A, %A);
  math.least([%A, %A]); cel.bind(@A, %A&, %A); %A.join(%S); %A.reverse(); [%A, %A, %A][%K];
  %A.value(); %A.orValue(%A); no_such_name; no_such_function(%A)
)";

constexpr std::string_view kLiterals = R"(
B true; false
I 0; 1; 2; 3; -1; 7; 10; -8; 255; 1000000007; 9007199254740993; 9223372036854775807;
  -9223372036854775808; 4611686018427387904
U 0u; 1u; 2u; 7u; 4294967296u; 9223372036854775808u; 18446744073709551615u
D 0.0; -0.0; 1.0; 1.5; -2.5; 0.1; 1e6; 123456.789; 1e-5; 3.0; 1e308; 5e-324; 9007199254740992.0;
  9223372036854775807.0; 18446744073709551615.0
S ''; 'a'; 'k'; 'w'; 'ABCabc'; 'tacocat'; 'a,b,,c'; ','; ' pad\t'; '雨量站'; '站'; 'ñ😀x'; '12'; '-7';
  '+5'; '1.5e3'; '1e-400'; 'NaN'; 'true'; '18446744073709551615'; 'q"\\\n'; '1h30m';
  '2024-02-29T23:59:59.5Z'
Y b''; b'abc'; b'\xe9\x9b\xa8'; b'\xff'; b'a\000b'
L []; [1, 2, 3]; [3, 1, 2, 1]; [0]
T []; ['a', 'b']; ['k', '雨', '']
F []; [1.5, -2.0]; [0.0, -0.0, 1.0]
N []; [[]]; [[1], [2, 3]]; [[1], [1], []]
M {}; {'k': 1}; {'k': 3, 'w': 4}; {'b': 2, 'a': 1, 'c': 3}
W timestamp('2024-02-29T12:30:45.123456789Z'); timestamp('1970-01-01T00:00:00Z');
  timestamp('0001-01-01T00:00:00Z'); timestamp('9999-12-31T23:59:59.999999999Z');
  timestamp('1969-12-31T23:59:59.25Z'); timestamp('2023-07-20T01:02:03+08:00')
H duration('0s'); duration('1h30m'); duration('-1.5s'); duration('90m'); duration('1ns');
  duration('87660h'); duration('250ms'); duration('-1us')
O optional.none(); optional.of(1); optional.of(7)
A null; dyn(1); dyn(1.0); dyn(1u); dyn('k'); dyn(true); []; {}
K 0; 1; 2; 3; 4; 0; 1; -1; 30
)";

using Forms = std::map<char, std::vector<std::string_view>>;

// A line that begins with a blank goes on with the sort before; forms are parted by ; and a blank.
Forms read(std::string_view table) {
  Forms forms;
  char sort = 0;
  while (!table.empty()) {
    std::string_view line = table.substr(0, table.find('\n'));
    table.remove_prefix(std::min(line.size() + 1, table.size()));
    if (line.empty()) continue;
    if (line[0] != ' ') sort = line[0];
    line.remove_prefix(2);
    while (!line.empty()) {
      const std::string_view form = line.substr(0, line.find(';'));
      forms[sort].push_back(form);
      line.remove_prefix(std::min(form.size() + 2, line.size()));
    }
  }
  return forms;
}

const Forms& forms() {
  static const Forms forms = read(kForms);
  return forms;
}
const Forms& literals() {
  static const Forms literals = read(kLiterals);
  return literals;
}

}  // namespace

RandomExpression::RandomExpression(Random& random, const std::vector<Input>& inputs)
    : random_(random) {
  for (const auto& input : inputs) variables_.push_back({std::string(input.name), input.sort});
}

std::string RandomExpression::make(int depth) {
  return of_sort(any_sort(), depth);
}

std::string_view RandomExpression::pick(const std::vector<std::string_view>& from) {
  return from[random_.below(static_cast<std::uint32_t>(from.size()))];
}
char RandomExpression::any_sort() {
  return kSorts[random_.below(static_cast<std::uint32_t>(std::size(kSorts)))].letter;
}

std::string RandomExpression::of_sort(char sort, int depth) {
  if (sort == 'K') return std::string(pick(literals().at('K')));
  // A few of another sort than is wanted.
  if (random_.one_in(60)) sort = any_sort();
  if (depth <= 0 || random_.one_in(4)) return leaf(sort);
  const std::string made = filled(pick(forms().at(sort)), depth - 1);
  return random_.one_in(25) ? "dyn(" + made + ")" : "(" + made + ")";
}

std::string RandomExpression::leaf(char sort) {
  std::vector<std::string_view> names;
  for (auto at = variables_.begin(); at != variables_.end(); ++at) {
    if (at->sort != sort) continue;
    const auto hides = [&](const Variable& inner) { return inner.name == at->name; };
    if (std::none_of(at + 1, variables_.end(), hides)) names.push_back(at->name);
  }
  if (names.empty() || random_.one_in(3)) return std::string(pick(literals().at(sort)));
  return std::string(pick(names));
}

std::string RandomExpression::filled(std::string_view form, int depth) {
  const std::size_t outside = variables_.size();
  std::vector<Variable> named;
  std::string out;
  for (std::size_t i = 0; i < form.size(); ++i) {
    const bool last = i + 1 == form.size();
    if (form[i] == '%' && !last && form[i + 1] >= 'A' && form[i + 1] <= 'Z') {
      out += of_sort(form[++i], depth);
    } else if (form[i] == '@') {
      named.push_back(new_variable(form[++i], named));
      out += named.back().name;
    } else if (form[i] == '&' && (last || form[i + 1] != '&') && !named.empty()) {
      variables_.insert(variables_.end(), named.begin(), named.end());
      named.clear();
    } else {
      out.push_back(form[i]);
    }
  }
  variables_.resize(outside);
  return out;
}

// Some names hide an input, or a variable of an outer macro.
RandomExpression::Variable RandomExpression::new_variable(char sort,
                                                          const std::vector<Variable>& beside) {
  const std::vector<std::string_view> names{"i", "j", "e", "v", "a", "s", "l"};
  while (true) {
    const std::string name(pick(names));
    const auto same = [&](const Variable& other) { return other.name == name; };
    if (std::none_of(beside.begin(), beside.end(), same)) return {name, sort};
  }
}

}  // namespace fenghuo::language
