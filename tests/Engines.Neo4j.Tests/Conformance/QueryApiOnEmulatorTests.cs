using Lab.Engines.Neo4j.Tests.Targets;

namespace Lab.Engines.Neo4j.Tests.Conformance;

[Collection<EmulatorCollection>]
public sealed class QueryApiOnEmulatorTests(EmulatorTarget emulator) : QueryApiTests
{
    protected override Neo4jServer Server => emulator.Server;
}
