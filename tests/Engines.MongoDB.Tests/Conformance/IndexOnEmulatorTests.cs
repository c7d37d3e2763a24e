using Lab.Engines.MongoDB.Tests.Targets;

namespace Lab.Engines.MongoDB.Tests.Conformance;

[Collection(EmulatorCollection.Name)]
public sealed class IndexOnEmulatorTests(EmulatorTarget target) : IndexTests(target);
