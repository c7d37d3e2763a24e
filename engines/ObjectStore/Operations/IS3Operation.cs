using Lab.Engines.ObjectStore.Http;

namespace Lab.Engines.ObjectStore.Operations;

/// <summary>One operation of S3's API.</summary>
internal interface IS3Operation
{
    /// <summary>What it answers.</summary>
    Route Route { get; }

    /// <exception cref="S3Exception">It cannot be done.</exception>
    Task RunAsync(S3Request request);
}
