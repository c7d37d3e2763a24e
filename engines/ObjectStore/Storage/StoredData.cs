namespace Lab.Engines.ObjectStore.Storage;

/// <summary>Data that is on the disk, not yet part of any object.</summary>
/// <param name="Segment">Where it is.</param>
/// <param name="Md5">Its MD5 in hexadecimal, which S3 calls ETag.</param>
/// <param name="Checksum">The checksum that was asked for, base64.</param>
internal sealed record StoredData(Segment Segment, string Md5, string? Checksum);
