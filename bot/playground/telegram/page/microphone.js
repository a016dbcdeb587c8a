// Records from the microphone. What the browser makes of the sound is sent as it is.

const FORMS = ["audio/ogg;codecs=opus", "audio/webm;codecs=opus", "audio/mp4"];
const FILE = "You can also attach a recording as a file.";
const REASONS = {
  NotAllowedError: `This page may not use the microphone. Allow it beside the address of this page, then try again. ${FILE}`,
  NotFoundError: `There is no microphone here. ${FILE}`,
  NotReadableError: `Another program is using the microphone. Close it there, then try again. ${FILE}`,
};

export const can = Boolean(navigator.mediaDevices?.getUserMedia && window.MediaRecorder);

// Why the microphone could not be had, and what to do.
export const reason = (error) => REASONS[error.name] || `The microphone could not be used. ${FILE}`;

// How many seconds a file plays; 0 where the browser cannot tell.
export const length = (file) => new Promise((done) => {
  const player = document.createElement("video");
  const over = (seconds) => { URL.revokeObjectURL(player.src); done(seconds); };
  player.addEventListener("loadedmetadata", () => over(Number.isFinite(player.duration) ? Math.max(1, Math.round(player.duration)) : 0));
  player.addEventListener("error", () => over(0));
  player.preload = "metadata";
  player.src = URL.createObjectURL(file);
});

// Begins at once. The recording ends when it is asked to, or when the microphone is taken away.
export async function record() {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
  const mimeType = FORMS.find((form) => MediaRecorder.isTypeSupported(form));
  const recorder = new MediaRecorder(stream, mimeType ? { mimeType } : {});
  const pieces = [];
  const began = performance.now();
  let ended = null;
  recorder.addEventListener("dataavailable", (event) => pieces.push(event.data));
  const sound = new Promise((done) => recorder.addEventListener("stop", () => {
    ended ??= performance.now();
    for (const track of stream.getTracks()) track.stop();
    done(new Blob(pieces, { type: recorder.mimeType }));
  }));
  recorder.start();
  return {
    seconds: () => Math.floor(((ended ?? performance.now()) - began) / 1000),
    stop: () => {
      ended ??= performance.now();
      if (recorder.state !== "inactive") recorder.stop();
      return sound;
    },
  };
}
