#include "playbooks/ledger/resource_state.h"

namespace fenghuo::playbooks {

void describe(FactId id, const HeldResource& hold, wire::StandingHold& told) {
  *told.mutable_hold() = to_wire(id);
  told.set_unit(hold.unit);
  told.set_supply(hold.supply);
  told.set_batch(hold.batch);
  told.set_quantity(hold.quantity);
  told.set_held_for(hold.held_for);
  told.set_held_by(hold.held_by);
  told.set_since_ms(ms_of(hold.since));
}

}  // namespace fenghuo::playbooks
