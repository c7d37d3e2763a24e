namespace Lab.Engines.ObjectStore.Operations;

/// <summary>What an operation is about.</summary>
internal enum Level
{
    Service,
    Bucket,
    Object,
}
