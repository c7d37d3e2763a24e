using Lab.Engines.Milvus.Tests.Targets;

namespace Lab.Engines.Milvus.Tests.Conformance;

[Collection(EmulatorCollection.Name)]
public sealed class AccessOnEmulatorTests(EmulatorTarget target) : AccessTests(target);
