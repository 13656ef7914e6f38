/**
 * web-llm tells nobody when its device goes: it unloads, and the next call fails. It asks for the device through the one public way
 * there is, so that is where one can listen. For a worker of web-llm's own, where no other device is asked for.
 */
export function watchDevices(onLost: (reason: string) => void): void {
  const prototype = globalThis.GPUAdapter?.prototype;
  if (prototype === undefined) return;
  const request = prototype.requestDevice;
  prototype.requestDevice = async function (...descriptor): Promise<GPUDevice> {
    const device = await request.apply(this, descriptor);
    // `destroyed` is also what web-llm itself does when it unloads; the model is then disposed of and no longer listens.
    void device.lost.then(({ message, reason }) => onLost(message || reason));
    return device;
  };
}
