namespace Lab.Engines.ObjectStore.Storage;

/// <summary>A piece of an object's data: one file. An object that came in parts has one of them per part.</summary>
/// <param name="File">The file's name below the data folder: made up, never from a key.</param>
/// <param name="Size">Its bytes.</param>
internal sealed record Segment(string File, long Size);
