// Files on their way out: chosen or dropped, and pictures as the person wants them to go.

const PICTURE = /^image\/(png|jpeg|webp|gif|bmp)$/; // what a phone would also send as a photo
const LONGEST = 1280; // pixels of the longer side, to which Telegram's apps shrink a photo
const QUALITY = 0.87;

export const isPicture = (file) => PICTURE.test(file.type);

// A photo as Telegram's apps make one: drawn anew, so that nothing which the file held beside the picture is left.
// Null where the browser cannot draw the file.
export async function asPhoto(file) {
  const picture = await createImageBitmap(file).catch(() => null);
  if (!picture) return null;
  const scale = Math.min(1, LONGEST / Math.max(picture.width, picture.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  return new Promise((done) => canvas.toBlob(done, "image/jpeg", QUALITY));
}

// Calls `take` with the files that are dropped anywhere on `where`, which is marked while files are held over it.
export function dropped(where, take) {
  const files = (event) => event.dataTransfer?.types.includes("Files");
  const over = (on) => where.classList.toggle("dropping", on);
  where.addEventListener("dragover", (event) => {
    if (!files(event)) return;
    event.preventDefault();
    over(true);
  });
  where.addEventListener("dragleave", (event) => { if (!where.contains(event.relatedTarget)) over(false); });
  where.addEventListener("drop", (event) => {
    if (!files(event)) return;
    event.preventDefault();
    over(false);
    take([...event.dataTransfer.files]);
  });
}
