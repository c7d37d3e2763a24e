using Lab.Engines.Milvus.Tests.Targets;

namespace Lab.Engines.Milvus.Tests.Conformance;

[Collection(EmulatorCollection.Name)]
public sealed class FilterOnEmulatorTests(EmulatorTarget target) : FilterTests(target);
