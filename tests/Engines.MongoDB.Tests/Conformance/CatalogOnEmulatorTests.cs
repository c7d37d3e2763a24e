using Lab.Engines.MongoDB.Tests.Targets;

namespace Lab.Engines.MongoDB.Tests.Conformance;

[Collection(EmulatorCollection.Name)]
public sealed class CatalogOnEmulatorTests(EmulatorTarget target) : CatalogTests(target);
