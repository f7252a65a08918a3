#!/usr/bin/env python3
"""Rules of this tree that no compiler knows: floors, sizes, words, places.

    tests/tidy/tidy.py [ROOT]

Prints one line a fault (path:line: what) and ends with 1 where there is any. Each rule is a function
that takes the tree and yields faults; RULES at the end lists them. tidy_test.py breaks each once.
"""

import re
import statistics
import subprocess
import sys
from pathlib import Path

CODE = {".cc", ".h", ".py", ".ts", ".svelte", ".css", ".proto", ".cmake"}
CPP = {".cc", ".h"}
LINES_MAX = 500
LINES_MEDIAN_MAX = 150
COLUMNS_MAX = 100
BLOB_BYTES_MAX = 256 * 1024

# Folder -> what its files may include of ours (architecture.md, sections 2 and 8). A file belongs to
# the longest folder that holds it. cli/, bench/ and tests/ may include all that stands below them.
PRODUCT = {
    "engine": ["engine"],
    "rules/language": ["engine", "rules/language"],
    "rules": ["engine", "rules"],
    "playbooks/dispatch": ["engine", "playbooks/dispatch"],
    "playbooks": ["engine", "rules/language", "playbooks"],
    "simulator": ["engine", "rules", "playbooks", "simulator"],
    "adapters/sl651": ["engine", "adapters/sl651"],
    "adapters": ["engine", "adapters"],
    "cli": ["engine", "rules", "playbooks", "simulator", "adapters", "cli"],
}
# Other people's headers: which of our files may include them. What is not named here may be
# included by adapters/, cli/ and above, and by nobody below.
FOREIGN = [
    ("tl/", r"."),
    ("openssl/", r"engine/digest\.cc|adapters/|bench/|tests/"),
    ("google/protobuf/", r"engine/|adapters/|bench/|tests/"),
    ("re2/", r"rules/language/"),
    ("rocksdb/", r"adapters/rocksdb_|tests/|bench/"),
    ("zmq", r"adapters/zeromq_|tests/|bench/"),
    ("yaml-cpp/", r"adapters/plan/|cli/|tests/"),
    ("prometheus/", r"adapters/metrics\.cc"),
    ("CLI/", r"cli/|bench/"),
]
BELOW_ADAPTERS = ("engine/", "rules/", "playbooks/", "simulator/")
STD_BANNED_BELOW = set(
    "thread mutex shared_mutex atomic condition_variable future semaphore latch barrier stop_token "
    "random iostream fstream ostream istream sstream iomanip filesystem unordered_map unordered_set "
    "ctime coroutine".split())
CODE_BANNED_BELOW = [
    (r"\b(system|steady|high_resolution|utc|file)_clock\b", "a clock; time comes out of a record"),
    (r"\b(gettimeofday|clock_gettime|localtime|gmtime|mktime)\b|\bstd::time\(", "a clock"),
    (r"\bstd::unordered_", "an unordered container; its order can reach a result"),
    (r"\brandom_device\b|_distribution\b|\bstd::rand\b|\bsrand\b", "chance of the library"),
    (r"\bstd::(thread|jthread|mutex|atomic|async)\b", "threads"),
    (r"\bgetenv\b|\bfopen\b|\bstd::(cin|cout|cerr)\b", "the world outside"),
]
WORDS_BANNED = {"util", "utils", "helper", "helpers", "manager", "managers", "common", "misc"}
# The field's own word: the person who helps a household to leave (帮扶人), a column of
# households.csv. Nothing of the program is named so.
WORDS_OF_THE_FIELD = {"helper", "set_helper"}
MARKS_BANNED = r"\b(FIXME|XXX)\b|\bTODO\b(?!\(#\d+\))"
# Absolute paths of one machine, and hosts that only one network has.
PLACES_BANNED = (r"(?<![\w.:/}$~])/(home|root|work|workspace|Users|mnt)/\w"
                 r"|\b(registry|artifactory|nexus|pypi|mirrors?|proxy)\.[a-z0-9-]+\.[a-z]{2,}")


class Tree:
    """The files that git would keep; without git, all files."""

    def __init__(self, root):
        self.root = Path(root)
        if (self.root / ".git").exists():
            out = subprocess.run(
                ["git", "-C", root, "ls-files", "-z", "-co", "--exclude-standard"],
                capture_output=True, check=True).stdout.decode()
            names = out.split("\0")
        else:
            names = [str(p.relative_to(self.root)) for p in self.root.rglob("*")]
        self.files = sorted({n for n in names if n and (self.root / n).is_file()})
        self._texts = {}

    def text(self, name):
        """Empty for what is no UTF-8."""
        if name not in self._texts:
            try:
                self._texts[name] = (self.root / name).read_bytes().decode("utf-8")
            except UnicodeDecodeError:
                self._texts[name] = ""
        return self._texts[name]

    def lines(self, name):
        return enumerate(self.text(name).split("\n"), 1)

    def ending(self, endings):
        return [f for f in self.files if Path(f).suffix in endings]


def without_comments_and_strings(text):
    """Of C++; line numbers stay."""
    token = re.compile(
        r'//[^\n]*|/\*.*?\*/|R"(\w*)\(.*?\)\1"|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])\'', re.S)

    def blank(match):
        return " " + "\n" * match.group().count("\n")

    return token.sub(blank, text)


def folder_of(name):
    """The entry of PRODUCT that a file belongs to."""
    held = [f for f in PRODUCT if name.startswith(f + "/")]
    return max(held, key=len, default=None)


def floors(tree):
    for name in tree.ending(CPP):
        folder = folder_of(name)
        if folder is None:
            continue
        for number, line in tree.lines(name):
            match = re.match(r'\s*#\s*include\s+"([^"]+)"', line)
            if not match:
                continue
            target = folder_of(match[1]) or match[1].split("/")[0]
            if not any(target == f or target.startswith(f + "/") for f in PRODUCT[folder]):
                yield name, number, f"{folder}/ may not include {match[1]}"


def foreign_headers(tree):
    for name in tree.ending(CPP):
        below = name.startswith(BELOW_ADAPTERS)
        for number, line in tree.lines(name):
            match = re.match(r"\s*#\s*include\s+<([^>]+)>", line)
            if not match:
                continue
            header = match[1]
            allowed = [where for prefix, where in FOREIGN if header.startswith(prefix)]
            if allowed and not re.match(allowed[0], name):
                yield name, number, f"<{header}> belongs to {allowed[0]}"
            elif below and not allowed and (header in STD_BANNED_BELOW or re.search(r"[/.]", header)):
                yield name, number, f"<{header}> is not for what stands below adapters/"


def world_below_adapters(tree):
    for name in tree.ending(CPP):
        if not name.startswith(BELOW_ADAPTERS):
            continue
        code = without_comments_and_strings(tree.text(name))
        for number, line in enumerate(code.split("\n"), 1):
            for pattern, what in CODE_BANNED_BELOW:
                if re.search(pattern, line):
                    yield name, number, f"{what} (banned below adapters/)"


def sizes(tree):
    product = []
    for name in tree.ending(CODE):
        count = tree.text(name).count("\n")
        if count > LINES_MAX:
            yield name, count, f"{count} lines; at most {LINES_MAX}"
        if folder_of(name) and Path(name).suffix in CPP:
            product.append(count)
    if product and statistics.median(product) > LINES_MEDIAN_MAX:
        yield ".", 0, f"the median file has {statistics.median(product)} lines; at most {LINES_MEDIAN_MAX}"


def columns(tree):
    for name in tree.ending(CPP):
        # What stands in a raw string can't be broken.
        text = re.sub(r'R"(\w*)\((.*?)\)\1"', lambda m: "\n" * m.group().count("\n"),
                      tree.text(name), flags=re.S)
        for number, line in enumerate(text.split("\n"), 1):
            if len(line) > COLUMNS_MAX:
                yield name, number, f"{len(line)} columns; at most {COLUMNS_MAX}"


def parts_of(identifier):
    spaced = re.sub(r"([a-z0-9])([A-Z])", r"\1_\2", identifier)
    return {part.lower() for part in re.split(r"[^A-Za-z]+", spaced)}


def words(tree):
    for name in tree.files:
        for word in sorted(parts_of(name) & WORDS_BANNED):
            yield name, 1, f"'{word}' in a file's name says nothing"
    for name in tree.ending(CPP):
        code = without_comments_and_strings(tree.text(name))
        for number, line in enumerate(code.split("\n"), 1):
            if line.lstrip().startswith("#"):
                continue
            for identifier in re.findall(r"(?<!::)\b[A-Za-z_]\w*", line):
                if identifier in WORDS_OF_THE_FIELD:
                    continue
                for word in sorted(parts_of(identifier) & WORDS_BANNED):
                    yield name, number, f"'{word}' in '{identifier}' says nothing"


def marks(tree):
    for name in tree.ending(CODE | {".md", ".yaml", ".txt", ".html"}):
        if name.startswith("tests/tidy/"):
            continue
        for number, line in tree.lines(name):
            match = re.search(MARKS_BANNED, line)
            if match:
                yield name, number, f"{match.group()} (only a TODO with an issue's number may stay)"


def blobs(tree):
    for name in tree.files:
        size = (tree.root / name).stat().st_size
        if size > BLOB_BYTES_MAX:
            yield name, 1, f"{size} bytes; at most {BLOB_BYTES_MAX}"


def listed_sources(lists_name, text):
    """Paths, from the CMakeLists' folder, of the sources that it names."""
    text = re.sub(r"#[^\n]*", "", text)
    listed = set(re.findall(r"[\w./-]+\.cc\b", text))
    for folder, body in re.findall(r"folder_test\(\s*(\S+)([^)]*)\)", text):
        listed |= {f"{folder}/{source}" for source in re.findall(r"[\w./-]+\.cc\b", body)}
    listed |= {f"{name}_fuzz.cc" for name in re.findall(r"fuzz_target\(\s*(\w+)", text)}
    return {str(Path(lists_name).parent / source) for source in listed}


def sources_listed(tree):
    listed = set()
    for name in tree.files:
        if Path(name).name == "CMakeLists.txt":
            listed |= listed_sources(name, tree.text(name))
    for name in tree.ending({".cc"}):
        if name not in listed:
            yield name, 1, "no CMakeLists.txt builds it"


def opening_comments(tree):
    for name in tree.ending({".h"}):
        if folder_of(name) and not tree.text(name).startswith("// "):
            yield name, 1, "a header opens with what it is, in a comment"


def places(tree):
    for name in tree.files:
        if name.startswith("tests/tidy/"):
            continue
        for number, line in tree.lines(name):
            match = re.search(PLACES_BANNED, line)
            if match:
                yield name, number, f"'{match.group()}' names a place of one machine"


RULES = [floors, foreign_headers, world_below_adapters, sizes, columns, words, marks, blobs,
         sources_listed, opening_comments, places]


def faults_of(root):
    tree = Tree(root)
    return [(rule.__name__, *fault) for rule in RULES for fault in rule(tree)]


def main():
    root = sys.argv[1] if len(sys.argv) > 1 else str(Path(__file__).resolve().parents[2])
    faults = faults_of(root)
    for rule, name, number, what in faults:
        print(f"{name}:{number}: {what} [{rule}]")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
