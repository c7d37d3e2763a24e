namespace Lab.Repository.Backends;

/// <summary>An object as a listing shows it.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Length">Its size in bytes.</param>
/// <param name="Modified">When it was written, by the storage's clock.</param>
public sealed record BackendObject(string Key, long Length, DateTimeOffset Modified);
