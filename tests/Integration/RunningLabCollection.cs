namespace Lab.Integration;

[CollectionDefinition]
public sealed class RunningLabCollection : ICollectionFixture<RunningLab>;
