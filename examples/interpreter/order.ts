// An order in class style: transitions between fields, a guard, one that leaves no state.
import {
  action,
  guard,
  state,
  StateMachine,
  SyncInterpreter,
  type Event,
} from 'detent/interpreter';
import { show } from './show.ts';

interface OrderContext {
  items: string[];
  total: number;
}

class OrderMachine extends StateMachine {
  static machineId = 'order';
  static initialContext: OrderContext = { items: [], total: 0 };

  cart = state({ initial: true });
  checkout = state();
  confirmed = state({ final: true });

  beginCheckout = this.cart.to(this.checkout, { event: 'CHECKOUT', guard: 'hasItems' });
  confirm = this.checkout.to(this.confirmed, { event: 'CONFIRM' });
  backToCart = this.checkout.to(this.cart, { event: 'BACK' });
  add = this.cart.internal('ADD_ITEM', { actions: ['addItem'] });

  @guard
  hasItems(context: OrderContext): boolean {
    return context.items.length > 0;
  }

  @action
  addItem(
    _interpreter: unknown,
    context: OrderContext,
    { payload }: Event<string, { item?: string }>,
  ): void {
    context.items.push(payload.item ?? 'unknown');
  }
}

const interpreter = new SyncInterpreter(OrderMachine.createMachine()).start();
interpreter.send('CHECKOUT');
console.log(show(interpreter.activeStateIds));

interpreter.send('ADD_ITEM', { item: 'Widget' });
interpreter.send('ADD_ITEM', { item: 'Gadget' });
interpreter.send('CHECKOUT');
console.log(show(interpreter.activeStateIds));

interpreter.send('CONFIRM');
console.log(show(interpreter.context.items));
interpreter.stop();
