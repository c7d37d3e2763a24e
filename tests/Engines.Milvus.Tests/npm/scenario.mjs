// Drives a server with the client that the field uses, and prints what it answers, a JSON object a line.
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

const { MODULES, ADDRESS, TOKEN, CA, NAME } = process.env;
const require = createRequire(pathToFileURL(`${MODULES}/`));
const { MilvusClient, DataType } = require('@zilliz/milvus2-sdk-node');
const client = new MilvusClient({ address: ADDRESS, token: TOKEN, ssl: Boolean(CA), tls: CA ? { rootCertPath: CA } : undefined, logLevel: 'error', timeout: 20_000 });
const say = (step, value) => console.log(JSON.stringify({ step, value }));
const collection_name = NAME;

await client.connectPromise;
say('healthy', (await client.checkHealth()).isHealthy);
await client.createCollection({
  collection_name,
  enable_dynamic_field: true,
  consistency_level: 'Strong',
  fields: [
    { name: 'id', data_type: DataType.Int64, is_primary_key: true },
    { name: 'v', data_type: DataType.FloatVector, dim: 4 },
    { name: 'name', data_type: DataType.VarChar, max_length: 20 },
    { name: 'j', data_type: DataType.JSON },
    { name: 'tags', data_type: DataType.Array, element_type: DataType.VarChar, max_length: 10, max_capacity: 4 },
  ],
});
await client.createIndex({ collection_name, field_name: 'v', index_type: 'HNSW', metric_type: 'L2', params: { M: 8, efConstruction: 64 } });
await client.loadCollectionSync({ collection_name });
const data = Array.from({ length: 50 }, (_, id) => ({ id, v: [id, 0, 1, 2], name: `n${id}`, j: { a: id, l: [1, id] }, tags: [`t${id % 3}`], extra: `e${id}` }));
say('insert', (await client.insert({ collection_name, data })).insert_cnt);
const found = await client.search({ collection_name, data: [3.1, 0, 1, 2], limit: 3, output_fields: ['id', 'name', 'j', 'tags', 'extra'] });
say('search', found.results.map(({ id, name, j, tags, extra }) => ({ id, name, j, tags, extra })));
say('filter', (await client.search({ collection_name, data: [3.1, 0, 1, 2], limit: 2, filter: 'array_contains(tags, "t1")', output_fields: ['name'] })).results.map(hit => hit.name));
say('query', (await client.query({ collection_name, filter: 'j["a"] in [5, 6]', output_fields: ['name'] })).data.map(row => row.name));
say('count', (await client.query({ collection_name, filter: '', output_fields: ['count(*)'] })).data);
const batches = [];
for await (const batch of await client.queryIterator({ collection_name, filter: 'id >= 10', batchSize: 15, output_fields: ['id'] })) {
  batches.push(batch.length);
}
say('iterator', batches.reduce((sum, length) => sum + length, 0));
say('upsert', (await client.upsert({ collection_name, data: [{ ...data[5], name: 'five' }] })).status.code);
say('get', (await client.get({ collection_name, ids: [5], output_fields: ['name'] })).data.map(row => row.name));
say('delete', (await client.delete({ collection_name, filter: 'id in [1, 2]' })).delete_cnt);
say('left', (await client.query({ collection_name, filter: 'id < 5', output_fields: ['id'] })).data.map(row => row.id));
say('state', (await client.getLoadState({ collection_name })).state);
say('missing', (await client.query({ collection_name: `${collection_name}x`, filter: 'id > 0' })).status.error_code);
// Some partitions only, and another name.
await client.releaseCollection({ collection_name });
await client.createPartition({ collection_name, partition_name: 'p1' });
await client.insert({ collection_name, partition_name: 'p1', data: [{ ...data[0], id: 100 }] });
const ids = async partitions => {
  const answer = await client.query({ collection_name, filter: 'id >= 0', output_fields: ['id'], ...partitions });
  return answer.status.error_code === 'Success' ? answer.data.map(row => row.id) : 'refused';
};
const stateOf = async partition => (await client.getLoadState({ collection_name, partition_names: [partition] })).state;
say('loadPartitions', (await client.loadPartitions({ collection_name, partition_names: ['p1'] })).code);
while (await stateOf('p1') !== 'LoadStateLoaded') {
  await new Promise(resolve => setTimeout(resolve, 50));
}
say('partitions', [await stateOf('p1'), await stateOf('_default')]);
say('partition', await ids({ partition_names: ['p1'] }));
say('not loaded', await ids({ partition_names: ['_default'] }));
say('all loaded', await ids({}));
say('releasePartitions', (await client.releasePartitions({ collection_name, partition_names: ['p1'] })).code);
say('released', await ids({}));
say('rename', (await client.renameCollection({ collection_name, new_collection_name: `${collection_name}r` })).code);
say('renamed', [(await client.hasCollection({ collection_name })).value, (await client.hasCollection({ collection_name: `${collection_name}r` })).value]);
say('taken', (await client.renameCollection({ collection_name: `${collection_name}r`, new_collection_name: `${collection_name}r` })).code !== 0);
say('back', (await client.renameCollection({ collection_name: `${collection_name}r`, new_collection_name: collection_name })).code);
say('drop', (await client.dropCollection({ collection_name })).code);
await client.closeConnection();
