using Lab.Engines.MongoDB.Tests.Targets;

namespace Lab.Engines.MongoDB.Tests.Conformance;

[Collection(EmulatorCollection.Name)]
public sealed class NodeOnEmulatorTests(EmulatorTarget target) : NodeTests(target)
{
    protected override bool HasTransactions => true;
}
