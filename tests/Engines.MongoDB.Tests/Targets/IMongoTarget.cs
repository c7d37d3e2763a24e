using MongoDB.Driver;

namespace Lab.Engines.MongoDB.Tests.Targets;

/// <summary>A server that the conformance tests run against.</summary>
public interface IMongoTarget
{
    /// <summary>The client; the test is skipped where there is no server.</summary>
    IMongoClient Client { get; }
}
