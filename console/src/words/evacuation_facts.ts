// Sentences for what happens to those who are moved.
import { FOUND } from './evacuation';
import { known, type Reading, type Sentence } from './reading';
import { peopleEn, text, type Text } from './text';
import { spanText } from './times';

function ordered(f: Reading): Text {
  const [area, by, who] = [f.area(), f.clock('by'), f.person('organiser')];
  const to = f.places('shelters');
  const [people, households, help] = [f.num('people'), f.num('households'), f.num('need_help')];
  const roster =
    households > 0
      ? text(
          `（${households} 户，${help} 人要帮）`,
          ` (households: ${households}, people who need help: ${help})`
        )
      : text('', '');
  return text(
    `${area.zh}转移：${people} 人${roster.zh}，${by} 前` +
      `${to.zh && `到${to.zh}`}${who && `，${who} 组织`}`,
    `${area.en} leaves: ${peopleEn(people)}${roster.en} by ${by}` +
      `${to.en && `, to ${to.en}`}${who && `, organised by ${who}`}`
  );
}

function counted(f: Reading): Text {
  const [area, where, who] = [f.area(), f.names.place(f.str('household')), f.person('counted_by')];
  const [people, visits] = [f.num('people'), f.num('visits')];
  const own = f.str('counted_by') === f.str('recorded_by');
  const by = own ? '' : f.person('recorded_by');
  const state = f.str('state');
  const found = known(
    {
      ...FOUND,
      safe: text(`到了 ${people} 人`, `${people} safe`),
      unknown: text(`先到了 ${people} 人`, `${people} safe so far`)
    },
    state
  );
  const again =
    visits > 0 && state !== 'safe'
      ? text(`（上门 ${visits} 次）`, ` (visits in vain: ${visits})`)
      : text('', '');
  return text(
    `${area.zh} ${where.zh}：${found.zh}${again.zh}（${who} 清点${by && `，${by} 代记`}）${f.note()}`,
    `${area.en}, ${where.en}: ${found.en.toLowerCase()}${again.en} ` +
      `(counted by ${who}${by && `, recorded by ${by}`})${f.note()}`
  );
}

function complete(f: Reading): Text {
  const [area, people, safe] = [f.area(), f.num('people'), f.num('safe')];
  const [refused, unreachable] = [f.num('refused'), f.num('unreachable')];
  return text(
    `${area.zh}清点完毕：应转移 ${people} 人，已转移 ${safe}，不走 ${refused}，找不到人 ${unreachable}`,
    `${area.en}: everybody is accounted for: ${people} to move, ${safe} safe, ` +
      `${refused} won't go, ${unreachable} not found`
  );
}

function missing(f: Reading): Text {
  const [area, safe, present] = [f.area(), f.num('safe'), f.num('present')];
  return text(
    `${area.zh}安置点少了 ${safe - present} 人：应有 ${safe} 人，点到 ${present} 人，可能有人回去了`,
    `${area.en}: ${safe - present} missing at the shelter: there should be ${safe}, ` +
      `there are ${present}; somebody may have gone back`
  );
}

function returned(f: Reading): Text {
  const [area, by, people] = [f.area(), f.person('ordered_by'), f.num('people')];
  return text(
    `${by} 下令${area.zh}返回：${people} 人可以回家${f.note()}`,
    `${by} ordered the return to ${area.en}: ${peopleEn(people)} may go home${f.note()}`
  );
}

function timeToSafe(f: Reading): Text {
  const [area, reason] = [f.area(), why(f)];
  return f.str('enough') === 'true'
    ? text(`${area.zh}转移来得及了：${reason.zh}`, `${area.en}: there is time enough now: ${reason.en}`)
    : text(
        `${area.zh}转移时间不够，现在就改预案：${reason.zh}`,
        `${area.en}: NOT enough time, change the plan now: ${reason.en}`
      );
}

function why(f: Reading): Text {
  const reason = f.both('reason');
  if (reason.zh !== '') return reason;
  const [water, people] = [f.clock('lead_ends_at'), f.num('people_left')];
  const [reach, move] = [spanText(f.num('reach_s') * 1000), spanText(f.num('move_s') * 1000)];
  return text(
    `${water} 来水，叫到人最慢 ${reach.zh}，转移剩下的 ${people} 人要 ${move.zh}`,
    `the water is there at ${water}, at worst ${reach.en} to tell somebody, ` +
      `${move.en} to move the ${people} who are left`
  );
}

function reachShort(f: Reading): Text {
  const [area, reached, people] = [f.area(), f.num('reached'), f.num('people')];
  const share = Math.round(f.num('subscribers') * 100);
  const phones =
    share > 0
      ? text(`（收得到手机消息的只有 ${share}%）`, ` (messages reach ${share}% of them)`)
      : text('', '');
  return text(
    `${area.zh}叫到的人不够：${people} 人里叫到 ${reached} 人${phones.zh}，换办法通知`,
    `${area.en}: too few were reached, ${reached} of ${people} people${phones.en}; another way is taken`
  );
}

function roadChanged(f: Reading): Text {
  const [area, by] = [f.area(), f.person('reported_by')];
  return f.flag('cut')
    ? text(
        `${area.zh}出村的路断了，只能走路（${by} 报）`,
        `${area.en}: the road out is cut, people go on foot (reported by ${by})`
      )
    : text(`${area.zh}出村的路通了（${by} 报）`, `${area.en}: the road out is open (reported by ${by})`);
}

export const EVACUATION_SENTENCES: Record<string, Sentence> = {
  evacuation_ordered: ordered,
  household_counted: counted,
  evacuation_complete: complete,
  people_missing: missing,
  return_ordered: returned,
  time_to_safe: timeToSafe,
  reach_short: reachShort,
  road_changed: roadChanged
};
