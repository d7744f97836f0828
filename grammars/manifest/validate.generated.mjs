// Made by `npm run schemas` from schemas/manifest.schema.json; do not edit.
// <stdin>
var validate = validate10;
var stdin_default = validate10;
var schema11 = { "$schema": "http://json-schema.org/draft-07/schema#", "$id": "https://cjclint.dev/schemas/manifest.schema.json", "title": "cjclint manifest", "type": "object", "additionalProperties": false, "properties": { "cluster": { "type": "string" }, "platform": { "enum": ["linux", "windows"] }, "installDir": { "type": "string" }, "clusterSoftware": { "enum": ["clusterpro", "wsfc", "pacemaker"] }, "network": { "type": "string" }, "nodes": { "type": "array", "items": { "$ref": "#/definitions/node" } }, "sharedDisks": { "type": "array", "items": { "type": "string" } }, "shared": { "type": "string" }, "sites": { "type": "array", "items": { "$ref": "#/definitions/site" } }, "agents": { "type": "array", "items": { "$ref": "#/definitions/agent" } } }, "definitions": { "node": { "title": "node", "type": "object", "additionalProperties": false, "required": ["name"], "properties": { "name": { "type": "string" }, "machineId": { "type": "number" }, "addresses": { "type": "array", "items": { "type": "string" } }, "files": { "type": "string" } } }, "site": { "title": "site", "type": "object", "additionalProperties": false, "required": ["name", "database"], "properties": { "name": { "type": "string" }, "machineId": { "type": "number" }, "database": { "type": "string" }, "vip": { "type": "string" }, "nodes": { "type": "array", "items": { "type": "string" } } } }, "agent": { "title": "agent", "type": "object", "additionalProperties": false, "required": ["name"], "properties": { "name": { "type": "string" }, "site": { "type": "string" }, "instance": { "type": "string" }, "instanceId": { "type": "string" }, "endpoint": { "type": "string" }, "spool": { "type": "string" }, "privateKey": { "type": "string" }, "users": { "type": "array", "items": { "type": "string" } }, "nodes": { "type": "array", "items": { "type": "string" } }, "perNode": { "type": "object", "additionalProperties": { "$ref": "#/definitions/perNode" } } } }, "perNode": { "title": "values of one node", "type": "object", "additionalProperties": false, "properties": { "instanceId": { "type": "string" }, "instance": { "type": "string" }, "name": { "type": "string" }, "endpoint": { "type": "string" }, "spool": { "type": "string" }, "privateKey": { "type": "string" } } } } };
var schema12 = { "title": "node", "type": "object", "additionalProperties": false, "required": ["name"], "properties": { "name": { "type": "string" }, "machineId": { "type": "number" }, "addresses": { "type": "array", "items": { "type": "string" } }, "files": { "type": "string" } } };
var schema13 = { "title": "site", "type": "object", "additionalProperties": false, "required": ["name", "database"], "properties": { "name": { "type": "string" }, "machineId": { "type": "number" }, "database": { "type": "string" }, "vip": { "type": "string" }, "nodes": { "type": "array", "items": { "type": "string" } } } };
var func2 = Object.prototype.hasOwnProperty;
var schema14 = { "title": "agent", "type": "object", "additionalProperties": false, "required": ["name"], "properties": { "name": { "type": "string" }, "site": { "type": "string" }, "instance": { "type": "string" }, "instanceId": { "type": "string" }, "endpoint": { "type": "string" }, "spool": { "type": "string" }, "privateKey": { "type": "string" }, "users": { "type": "array", "items": { "type": "string" } }, "nodes": { "type": "array", "items": { "type": "string" } }, "perNode": { "type": "object", "additionalProperties": { "$ref": "#/definitions/perNode" } } } };
var schema15 = { "title": "values of one node", "type": "object", "additionalProperties": false, "properties": { "instanceId": { "type": "string" }, "instance": { "type": "string" }, "name": { "type": "string" }, "endpoint": { "type": "string" }, "spool": { "type": "string" }, "privateKey": { "type": "string" } } };
function validate11(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null;
  let errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.name === void 0) {
      const err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "name" }, message: "must have required property 'name'", schema: schema14.required, parentSchema: schema14, data };
      if (vErrors === null) {
        vErrors = [err0];
      } else {
        vErrors.push(err0);
      }
      errors++;
    }
    for (const key0 in data) {
      if (!func2.call(schema14.properties, key0)) {
        const err1 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: false, parentSchema: schema14, data };
        if (vErrors === null) {
          vErrors = [err1];
        } else {
          vErrors.push(err1);
        }
        errors++;
      }
    }
    if (data.name !== void 0) {
      let data0 = data.name;
      if (typeof data0 !== "string") {
        const err2 = { instancePath: instancePath + "/name", schemaPath: "#/properties/name/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema14.properties.name.type, parentSchema: schema14.properties.name, data: data0 };
        if (vErrors === null) {
          vErrors = [err2];
        } else {
          vErrors.push(err2);
        }
        errors++;
      }
    }
    if (data.site !== void 0) {
      let data1 = data.site;
      if (typeof data1 !== "string") {
        const err3 = { instancePath: instancePath + "/site", schemaPath: "#/properties/site/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema14.properties.site.type, parentSchema: schema14.properties.site, data: data1 };
        if (vErrors === null) {
          vErrors = [err3];
        } else {
          vErrors.push(err3);
        }
        errors++;
      }
    }
    if (data.instance !== void 0) {
      let data2 = data.instance;
      if (typeof data2 !== "string") {
        const err4 = { instancePath: instancePath + "/instance", schemaPath: "#/properties/instance/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema14.properties.instance.type, parentSchema: schema14.properties.instance, data: data2 };
        if (vErrors === null) {
          vErrors = [err4];
        } else {
          vErrors.push(err4);
        }
        errors++;
      }
    }
    if (data.instanceId !== void 0) {
      let data3 = data.instanceId;
      if (typeof data3 !== "string") {
        const err5 = { instancePath: instancePath + "/instanceId", schemaPath: "#/properties/instanceId/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema14.properties.instanceId.type, parentSchema: schema14.properties.instanceId, data: data3 };
        if (vErrors === null) {
          vErrors = [err5];
        } else {
          vErrors.push(err5);
        }
        errors++;
      }
    }
    if (data.endpoint !== void 0) {
      let data4 = data.endpoint;
      if (typeof data4 !== "string") {
        const err6 = { instancePath: instancePath + "/endpoint", schemaPath: "#/properties/endpoint/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema14.properties.endpoint.type, parentSchema: schema14.properties.endpoint, data: data4 };
        if (vErrors === null) {
          vErrors = [err6];
        } else {
          vErrors.push(err6);
        }
        errors++;
      }
    }
    if (data.spool !== void 0) {
      let data5 = data.spool;
      if (typeof data5 !== "string") {
        const err7 = { instancePath: instancePath + "/spool", schemaPath: "#/properties/spool/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema14.properties.spool.type, parentSchema: schema14.properties.spool, data: data5 };
        if (vErrors === null) {
          vErrors = [err7];
        } else {
          vErrors.push(err7);
        }
        errors++;
      }
    }
    if (data.privateKey !== void 0) {
      let data6 = data.privateKey;
      if (typeof data6 !== "string") {
        const err8 = { instancePath: instancePath + "/privateKey", schemaPath: "#/properties/privateKey/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema14.properties.privateKey.type, parentSchema: schema14.properties.privateKey, data: data6 };
        if (vErrors === null) {
          vErrors = [err8];
        } else {
          vErrors.push(err8);
        }
        errors++;
      }
    }
    if (data.users !== void 0) {
      let data7 = data.users;
      if (Array.isArray(data7)) {
        const len0 = data7.length;
        for (let i0 = 0; i0 < len0; i0++) {
          let data8 = data7[i0];
          if (typeof data8 !== "string") {
            const err9 = { instancePath: instancePath + "/users/" + i0, schemaPath: "#/properties/users/items/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema14.properties.users.items.type, parentSchema: schema14.properties.users.items, data: data8 };
            if (vErrors === null) {
              vErrors = [err9];
            } else {
              vErrors.push(err9);
            }
            errors++;
          }
        }
      } else {
        const err10 = { instancePath: instancePath + "/users", schemaPath: "#/properties/users/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema14.properties.users.type, parentSchema: schema14.properties.users, data: data7 };
        if (vErrors === null) {
          vErrors = [err10];
        } else {
          vErrors.push(err10);
        }
        errors++;
      }
    }
    if (data.nodes !== void 0) {
      let data9 = data.nodes;
      if (Array.isArray(data9)) {
        const len1 = data9.length;
        for (let i1 = 0; i1 < len1; i1++) {
          let data10 = data9[i1];
          if (typeof data10 !== "string") {
            const err11 = { instancePath: instancePath + "/nodes/" + i1, schemaPath: "#/properties/nodes/items/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema14.properties.nodes.items.type, parentSchema: schema14.properties.nodes.items, data: data10 };
            if (vErrors === null) {
              vErrors = [err11];
            } else {
              vErrors.push(err11);
            }
            errors++;
          }
        }
      } else {
        const err12 = { instancePath: instancePath + "/nodes", schemaPath: "#/properties/nodes/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema14.properties.nodes.type, parentSchema: schema14.properties.nodes, data: data9 };
        if (vErrors === null) {
          vErrors = [err12];
        } else {
          vErrors.push(err12);
        }
        errors++;
      }
    }
    if (data.perNode !== void 0) {
      let data11 = data.perNode;
      if (data11 && typeof data11 == "object" && !Array.isArray(data11)) {
        for (const key1 in data11) {
          let data12 = data11[key1];
          if (data12 && typeof data12 == "object" && !Array.isArray(data12)) {
            for (const key2 in data12) {
              if (!(key2 === "instanceId" || key2 === "instance" || key2 === "name" || key2 === "endpoint" || key2 === "spool" || key2 === "privateKey")) {
                const err13 = { instancePath: instancePath + "/perNode/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/definitions/perNode/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key2 }, message: "must NOT have additional properties", schema: false, parentSchema: schema15, data: data12 };
                if (vErrors === null) {
                  vErrors = [err13];
                } else {
                  vErrors.push(err13);
                }
                errors++;
              }
            }
            if (data12.instanceId !== void 0) {
              let data13 = data12.instanceId;
              if (typeof data13 !== "string") {
                const err14 = { instancePath: instancePath + "/perNode/" + key1.replace(/~/g, "~0").replace(/\//g, "~1") + "/instanceId", schemaPath: "#/definitions/perNode/properties/instanceId/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema15.properties.instanceId.type, parentSchema: schema15.properties.instanceId, data: data13 };
                if (vErrors === null) {
                  vErrors = [err14];
                } else {
                  vErrors.push(err14);
                }
                errors++;
              }
            }
            if (data12.instance !== void 0) {
              let data14 = data12.instance;
              if (typeof data14 !== "string") {
                const err15 = { instancePath: instancePath + "/perNode/" + key1.replace(/~/g, "~0").replace(/\//g, "~1") + "/instance", schemaPath: "#/definitions/perNode/properties/instance/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema15.properties.instance.type, parentSchema: schema15.properties.instance, data: data14 };
                if (vErrors === null) {
                  vErrors = [err15];
                } else {
                  vErrors.push(err15);
                }
                errors++;
              }
            }
            if (data12.name !== void 0) {
              let data15 = data12.name;
              if (typeof data15 !== "string") {
                const err16 = { instancePath: instancePath + "/perNode/" + key1.replace(/~/g, "~0").replace(/\//g, "~1") + "/name", schemaPath: "#/definitions/perNode/properties/name/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema15.properties.name.type, parentSchema: schema15.properties.name, data: data15 };
                if (vErrors === null) {
                  vErrors = [err16];
                } else {
                  vErrors.push(err16);
                }
                errors++;
              }
            }
            if (data12.endpoint !== void 0) {
              let data16 = data12.endpoint;
              if (typeof data16 !== "string") {
                const err17 = { instancePath: instancePath + "/perNode/" + key1.replace(/~/g, "~0").replace(/\//g, "~1") + "/endpoint", schemaPath: "#/definitions/perNode/properties/endpoint/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema15.properties.endpoint.type, parentSchema: schema15.properties.endpoint, data: data16 };
                if (vErrors === null) {
                  vErrors = [err17];
                } else {
                  vErrors.push(err17);
                }
                errors++;
              }
            }
            if (data12.spool !== void 0) {
              let data17 = data12.spool;
              if (typeof data17 !== "string") {
                const err18 = { instancePath: instancePath + "/perNode/" + key1.replace(/~/g, "~0").replace(/\//g, "~1") + "/spool", schemaPath: "#/definitions/perNode/properties/spool/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema15.properties.spool.type, parentSchema: schema15.properties.spool, data: data17 };
                if (vErrors === null) {
                  vErrors = [err18];
                } else {
                  vErrors.push(err18);
                }
                errors++;
              }
            }
            if (data12.privateKey !== void 0) {
              let data18 = data12.privateKey;
              if (typeof data18 !== "string") {
                const err19 = { instancePath: instancePath + "/perNode/" + key1.replace(/~/g, "~0").replace(/\//g, "~1") + "/privateKey", schemaPath: "#/definitions/perNode/properties/privateKey/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema15.properties.privateKey.type, parentSchema: schema15.properties.privateKey, data: data18 };
                if (vErrors === null) {
                  vErrors = [err19];
                } else {
                  vErrors.push(err19);
                }
                errors++;
              }
            }
          } else {
            const err20 = { instancePath: instancePath + "/perNode/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/definitions/perNode/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema15.type, parentSchema: schema15, data: data12 };
            if (vErrors === null) {
              vErrors = [err20];
            } else {
              vErrors.push(err20);
            }
            errors++;
          }
        }
      } else {
        const err21 = { instancePath: instancePath + "/perNode", schemaPath: "#/properties/perNode/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema14.properties.perNode.type, parentSchema: schema14.properties.perNode, data: data11 };
        if (vErrors === null) {
          vErrors = [err21];
        } else {
          vErrors.push(err21);
        }
        errors++;
      }
    }
  } else {
    const err22 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema14.type, parentSchema: schema14, data };
    if (vErrors === null) {
      vErrors = [err22];
    } else {
      vErrors.push(err22);
    }
    errors++;
  }
  validate11.errors = vErrors;
  return errors === 0;
}
function validate10(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  ;
  let vErrors = null;
  let errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    for (const key0 in data) {
      if (!func2.call(schema11.properties, key0)) {
        const err0 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: false, parentSchema: schema11, data };
        if (vErrors === null) {
          vErrors = [err0];
        } else {
          vErrors.push(err0);
        }
        errors++;
      }
    }
    if (data.cluster !== void 0) {
      let data0 = data.cluster;
      if (typeof data0 !== "string") {
        const err1 = { instancePath: instancePath + "/cluster", schemaPath: "#/properties/cluster/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema11.properties.cluster.type, parentSchema: schema11.properties.cluster, data: data0 };
        if (vErrors === null) {
          vErrors = [err1];
        } else {
          vErrors.push(err1);
        }
        errors++;
      }
    }
    if (data.platform !== void 0) {
      let data1 = data.platform;
      if (!(data1 === "linux" || data1 === "windows")) {
        const err2 = { instancePath: instancePath + "/platform", schemaPath: "#/properties/platform/enum", keyword: "enum", params: { allowedValues: schema11.properties.platform.enum }, message: "must be equal to one of the allowed values", schema: schema11.properties.platform.enum, parentSchema: schema11.properties.platform, data: data1 };
        if (vErrors === null) {
          vErrors = [err2];
        } else {
          vErrors.push(err2);
        }
        errors++;
      }
    }
    if (data.installDir !== void 0) {
      let data2 = data.installDir;
      if (typeof data2 !== "string") {
        const err3 = { instancePath: instancePath + "/installDir", schemaPath: "#/properties/installDir/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema11.properties.installDir.type, parentSchema: schema11.properties.installDir, data: data2 };
        if (vErrors === null) {
          vErrors = [err3];
        } else {
          vErrors.push(err3);
        }
        errors++;
      }
    }
    if (data.clusterSoftware !== void 0) {
      let data3 = data.clusterSoftware;
      if (!(data3 === "clusterpro" || data3 === "wsfc" || data3 === "pacemaker")) {
        const err4 = { instancePath: instancePath + "/clusterSoftware", schemaPath: "#/properties/clusterSoftware/enum", keyword: "enum", params: { allowedValues: schema11.properties.clusterSoftware.enum }, message: "must be equal to one of the allowed values", schema: schema11.properties.clusterSoftware.enum, parentSchema: schema11.properties.clusterSoftware, data: data3 };
        if (vErrors === null) {
          vErrors = [err4];
        } else {
          vErrors.push(err4);
        }
        errors++;
      }
    }
    if (data.network !== void 0) {
      let data4 = data.network;
      if (typeof data4 !== "string") {
        const err5 = { instancePath: instancePath + "/network", schemaPath: "#/properties/network/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema11.properties.network.type, parentSchema: schema11.properties.network, data: data4 };
        if (vErrors === null) {
          vErrors = [err5];
        } else {
          vErrors.push(err5);
        }
        errors++;
      }
    }
    if (data.nodes !== void 0) {
      let data5 = data.nodes;
      if (Array.isArray(data5)) {
        const len0 = data5.length;
        for (let i0 = 0; i0 < len0; i0++) {
          let data6 = data5[i0];
          if (data6 && typeof data6 == "object" && !Array.isArray(data6)) {
            if (data6.name === void 0) {
              const err6 = { instancePath: instancePath + "/nodes/" + i0, schemaPath: "#/definitions/node/required", keyword: "required", params: { missingProperty: "name" }, message: "must have required property 'name'", schema: schema12.required, parentSchema: schema12, data: data6 };
              if (vErrors === null) {
                vErrors = [err6];
              } else {
                vErrors.push(err6);
              }
              errors++;
            }
            for (const key1 in data6) {
              if (!(key1 === "name" || key1 === "machineId" || key1 === "addresses" || key1 === "files")) {
                const err7 = { instancePath: instancePath + "/nodes/" + i0, schemaPath: "#/definitions/node/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key1 }, message: "must NOT have additional properties", schema: false, parentSchema: schema12, data: data6 };
                if (vErrors === null) {
                  vErrors = [err7];
                } else {
                  vErrors.push(err7);
                }
                errors++;
              }
            }
            if (data6.name !== void 0) {
              let data7 = data6.name;
              if (typeof data7 !== "string") {
                const err8 = { instancePath: instancePath + "/nodes/" + i0 + "/name", schemaPath: "#/definitions/node/properties/name/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema12.properties.name.type, parentSchema: schema12.properties.name, data: data7 };
                if (vErrors === null) {
                  vErrors = [err8];
                } else {
                  vErrors.push(err8);
                }
                errors++;
              }
            }
            if (data6.machineId !== void 0) {
              let data8 = data6.machineId;
              if (!(typeof data8 == "number" && isFinite(data8))) {
                const err9 = { instancePath: instancePath + "/nodes/" + i0 + "/machineId", schemaPath: "#/definitions/node/properties/machineId/type", keyword: "type", params: { type: "number" }, message: "must be number", schema: schema12.properties.machineId.type, parentSchema: schema12.properties.machineId, data: data8 };
                if (vErrors === null) {
                  vErrors = [err9];
                } else {
                  vErrors.push(err9);
                }
                errors++;
              }
            }
            if (data6.addresses !== void 0) {
              let data9 = data6.addresses;
              if (Array.isArray(data9)) {
                const len1 = data9.length;
                for (let i1 = 0; i1 < len1; i1++) {
                  let data10 = data9[i1];
                  if (typeof data10 !== "string") {
                    const err10 = { instancePath: instancePath + "/nodes/" + i0 + "/addresses/" + i1, schemaPath: "#/definitions/node/properties/addresses/items/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema12.properties.addresses.items.type, parentSchema: schema12.properties.addresses.items, data: data10 };
                    if (vErrors === null) {
                      vErrors = [err10];
                    } else {
                      vErrors.push(err10);
                    }
                    errors++;
                  }
                }
              } else {
                const err11 = { instancePath: instancePath + "/nodes/" + i0 + "/addresses", schemaPath: "#/definitions/node/properties/addresses/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema12.properties.addresses.type, parentSchema: schema12.properties.addresses, data: data9 };
                if (vErrors === null) {
                  vErrors = [err11];
                } else {
                  vErrors.push(err11);
                }
                errors++;
              }
            }
            if (data6.files !== void 0) {
              let data11 = data6.files;
              if (typeof data11 !== "string") {
                const err12 = { instancePath: instancePath + "/nodes/" + i0 + "/files", schemaPath: "#/definitions/node/properties/files/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema12.properties.files.type, parentSchema: schema12.properties.files, data: data11 };
                if (vErrors === null) {
                  vErrors = [err12];
                } else {
                  vErrors.push(err12);
                }
                errors++;
              }
            }
          } else {
            const err13 = { instancePath: instancePath + "/nodes/" + i0, schemaPath: "#/definitions/node/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema12.type, parentSchema: schema12, data: data6 };
            if (vErrors === null) {
              vErrors = [err13];
            } else {
              vErrors.push(err13);
            }
            errors++;
          }
        }
      } else {
        const err14 = { instancePath: instancePath + "/nodes", schemaPath: "#/properties/nodes/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema11.properties.nodes.type, parentSchema: schema11.properties.nodes, data: data5 };
        if (vErrors === null) {
          vErrors = [err14];
        } else {
          vErrors.push(err14);
        }
        errors++;
      }
    }
    if (data.sharedDisks !== void 0) {
      let data12 = data.sharedDisks;
      if (Array.isArray(data12)) {
        const len2 = data12.length;
        for (let i2 = 0; i2 < len2; i2++) {
          let data13 = data12[i2];
          if (typeof data13 !== "string") {
            const err15 = { instancePath: instancePath + "/sharedDisks/" + i2, schemaPath: "#/properties/sharedDisks/items/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema11.properties.sharedDisks.items.type, parentSchema: schema11.properties.sharedDisks.items, data: data13 };
            if (vErrors === null) {
              vErrors = [err15];
            } else {
              vErrors.push(err15);
            }
            errors++;
          }
        }
      } else {
        const err16 = { instancePath: instancePath + "/sharedDisks", schemaPath: "#/properties/sharedDisks/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema11.properties.sharedDisks.type, parentSchema: schema11.properties.sharedDisks, data: data12 };
        if (vErrors === null) {
          vErrors = [err16];
        } else {
          vErrors.push(err16);
        }
        errors++;
      }
    }
    if (data.shared !== void 0) {
      let data14 = data.shared;
      if (typeof data14 !== "string") {
        const err17 = { instancePath: instancePath + "/shared", schemaPath: "#/properties/shared/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema11.properties.shared.type, parentSchema: schema11.properties.shared, data: data14 };
        if (vErrors === null) {
          vErrors = [err17];
        } else {
          vErrors.push(err17);
        }
        errors++;
      }
    }
    if (data.sites !== void 0) {
      let data15 = data.sites;
      if (Array.isArray(data15)) {
        const len3 = data15.length;
        for (let i3 = 0; i3 < len3; i3++) {
          let data16 = data15[i3];
          if (data16 && typeof data16 == "object" && !Array.isArray(data16)) {
            if (data16.name === void 0) {
              const err18 = { instancePath: instancePath + "/sites/" + i3, schemaPath: "#/definitions/site/required", keyword: "required", params: { missingProperty: "name" }, message: "must have required property 'name'", schema: schema13.required, parentSchema: schema13, data: data16 };
              if (vErrors === null) {
                vErrors = [err18];
              } else {
                vErrors.push(err18);
              }
              errors++;
            }
            if (data16.database === void 0) {
              const err19 = { instancePath: instancePath + "/sites/" + i3, schemaPath: "#/definitions/site/required", keyword: "required", params: { missingProperty: "database" }, message: "must have required property 'database'", schema: schema13.required, parentSchema: schema13, data: data16 };
              if (vErrors === null) {
                vErrors = [err19];
              } else {
                vErrors.push(err19);
              }
              errors++;
            }
            for (const key2 in data16) {
              if (!(key2 === "name" || key2 === "machineId" || key2 === "database" || key2 === "vip" || key2 === "nodes")) {
                const err20 = { instancePath: instancePath + "/sites/" + i3, schemaPath: "#/definitions/site/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key2 }, message: "must NOT have additional properties", schema: false, parentSchema: schema13, data: data16 };
                if (vErrors === null) {
                  vErrors = [err20];
                } else {
                  vErrors.push(err20);
                }
                errors++;
              }
            }
            if (data16.name !== void 0) {
              let data17 = data16.name;
              if (typeof data17 !== "string") {
                const err21 = { instancePath: instancePath + "/sites/" + i3 + "/name", schemaPath: "#/definitions/site/properties/name/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema13.properties.name.type, parentSchema: schema13.properties.name, data: data17 };
                if (vErrors === null) {
                  vErrors = [err21];
                } else {
                  vErrors.push(err21);
                }
                errors++;
              }
            }
            if (data16.machineId !== void 0) {
              let data18 = data16.machineId;
              if (!(typeof data18 == "number" && isFinite(data18))) {
                const err22 = { instancePath: instancePath + "/sites/" + i3 + "/machineId", schemaPath: "#/definitions/site/properties/machineId/type", keyword: "type", params: { type: "number" }, message: "must be number", schema: schema13.properties.machineId.type, parentSchema: schema13.properties.machineId, data: data18 };
                if (vErrors === null) {
                  vErrors = [err22];
                } else {
                  vErrors.push(err22);
                }
                errors++;
              }
            }
            if (data16.database !== void 0) {
              let data19 = data16.database;
              if (typeof data19 !== "string") {
                const err23 = { instancePath: instancePath + "/sites/" + i3 + "/database", schemaPath: "#/definitions/site/properties/database/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema13.properties.database.type, parentSchema: schema13.properties.database, data: data19 };
                if (vErrors === null) {
                  vErrors = [err23];
                } else {
                  vErrors.push(err23);
                }
                errors++;
              }
            }
            if (data16.vip !== void 0) {
              let data20 = data16.vip;
              if (typeof data20 !== "string") {
                const err24 = { instancePath: instancePath + "/sites/" + i3 + "/vip", schemaPath: "#/definitions/site/properties/vip/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema13.properties.vip.type, parentSchema: schema13.properties.vip, data: data20 };
                if (vErrors === null) {
                  vErrors = [err24];
                } else {
                  vErrors.push(err24);
                }
                errors++;
              }
            }
            if (data16.nodes !== void 0) {
              let data21 = data16.nodes;
              if (Array.isArray(data21)) {
                const len4 = data21.length;
                for (let i4 = 0; i4 < len4; i4++) {
                  let data22 = data21[i4];
                  if (typeof data22 !== "string") {
                    const err25 = { instancePath: instancePath + "/sites/" + i3 + "/nodes/" + i4, schemaPath: "#/definitions/site/properties/nodes/items/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema13.properties.nodes.items.type, parentSchema: schema13.properties.nodes.items, data: data22 };
                    if (vErrors === null) {
                      vErrors = [err25];
                    } else {
                      vErrors.push(err25);
                    }
                    errors++;
                  }
                }
              } else {
                const err26 = { instancePath: instancePath + "/sites/" + i3 + "/nodes", schemaPath: "#/definitions/site/properties/nodes/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema13.properties.nodes.type, parentSchema: schema13.properties.nodes, data: data21 };
                if (vErrors === null) {
                  vErrors = [err26];
                } else {
                  vErrors.push(err26);
                }
                errors++;
              }
            }
          } else {
            const err27 = { instancePath: instancePath + "/sites/" + i3, schemaPath: "#/definitions/site/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema13.type, parentSchema: schema13, data: data16 };
            if (vErrors === null) {
              vErrors = [err27];
            } else {
              vErrors.push(err27);
            }
            errors++;
          }
        }
      } else {
        const err28 = { instancePath: instancePath + "/sites", schemaPath: "#/properties/sites/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema11.properties.sites.type, parentSchema: schema11.properties.sites, data: data15 };
        if (vErrors === null) {
          vErrors = [err28];
        } else {
          vErrors.push(err28);
        }
        errors++;
      }
    }
    if (data.agents !== void 0) {
      let data23 = data.agents;
      if (Array.isArray(data23)) {
        const len5 = data23.length;
        for (let i5 = 0; i5 < len5; i5++) {
          if (!validate11(data23[i5], { instancePath: instancePath + "/agents/" + i5, parentData: data23, parentDataProperty: i5, rootData })) {
            vErrors = vErrors === null ? validate11.errors : vErrors.concat(validate11.errors);
            errors = vErrors.length;
          }
        }
      } else {
        const err29 = { instancePath: instancePath + "/agents", schemaPath: "#/properties/agents/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema11.properties.agents.type, parentSchema: schema11.properties.agents, data: data23 };
        if (vErrors === null) {
          vErrors = [err29];
        } else {
          vErrors.push(err29);
        }
        errors++;
      }
    }
  } else {
    const err30 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema11.type, parentSchema: schema11, data };
    if (vErrors === null) {
      vErrors = [err30];
    } else {
      vErrors.push(err30);
    }
    errors++;
  }
  validate10.errors = vErrors;
  return errors === 0;
}
export {
  stdin_default as default,
  validate
};
