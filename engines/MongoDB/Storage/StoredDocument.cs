namespace Lab.Engines.MongoDB.Storage;

/// <summary>A document as it is stored.</summary>
/// <param name="Row">Its number in the collection, in the order of insertion; negative when it is not committed yet.</param>
/// <param name="Bytes">Its BSON.</param>
internal readonly record struct StoredDocument(long Row, byte[] Bytes);
